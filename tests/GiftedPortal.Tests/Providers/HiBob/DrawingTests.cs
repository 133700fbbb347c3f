using System.Text.RegularExpressions;
using System.Xml.Linq;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>The drawings of Bob's screens, one for each step.</summary>
public sealed partial class DrawingTests
{
    public static TheoryData<string> Slugs() => [.. BobTesting.Provider(new FakeBob()).Guide.Steps.Select(step => step.Slug)];

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Every_step_has_a_drawing_that_follows_the_theme_and_marks_where_to_click(string slug)
    {
        var drawing = XDocument.Load(RepositoryRoot.Combine("wwwroot-assets", "images", "hibob", slug + ".svg")).Root!;
        var picture = drawing.Descendants().Single(element => (string?)element.Attribute("id") == "picture");

        var colours = picture.Descendants().SelectMany(element => element.Attributes()).Where(attribute => attribute.Name.LocalName is "fill" or "stroke").Select(attribute => attribute.Value).ToList();
        colours.Where(colour => colour != "none" && !Themed().IsMatch(colour)).Should().BeEmpty("a colour of its own would stay light in the dark");
        colours.Should().Contain(colour => colour.StartsWith("var(--pic-accent", StringComparison.Ordinal), "that is the mark");
        drawing.Descendants().Should().NotContain(element => element.Name.LocalName == "image", "the drawings are our own");
    }

    [GeneratedRegex(@"^var\(--pic-[a-z-]+, ?#[0-9A-F]{6}\)$")]
    private static partial Regex Themed();
}
