using System.Text.RegularExpressions;
using GiftedPortal.Data;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.EndToEndTests.Accessibility;

/// <summary>What holds on every page, in every state, for everybody.</summary>
public sealed partial class EveryPageTests(Tour tour) : IClassFixture<Tour>
{
    [Theory]
    [InlineData("axe", "axe finds nothing, light and dark, in English and Hebrew")]
    [InlineData("targets", "what can be clicked is 24 px wide and high at least")]
    [InlineData("motion", "nothing moves when the viewer asked for reduced motion")]
    [InlineData("focusVisible", "the keyboard's place can be seen")]
    [InlineData("cut", "at 320 px, which is 400 % zoom, nothing is cut and nothing scrolls sideways")]
    [InlineData("reach", "at 320 px the main action can be brought into view, and nothing covers it")]
    [InlineData("parts", "in Hebrew, Bob's English says that it is English")]
    [InlineData("literals", "every text on screen is in the resources")]
    public void No_page_has_a_fault(string kind, string because)
    {
        tour.Seen.Should().HaveCountGreaterThan(350);
        string.Join(Environment.NewLine, tour.Faults(kind).Select(fault => fault.ToString()).Order()).Should().BeEmpty(because);
    }

    [Fact]
    public void Every_page_was_looked_at()
    {
        var templates = typeof(PortalDbContext).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false)).Select(route => ((RouteAttribute)route).Template).ToList();

        templates.Where(template => !tour.Opened.Any(address => IsOf(address, template))).Should().BeEmpty("each page is a stop of the tour, in at least one state");

        // an address that one template says word for word is not one of a template with a hole
        bool IsOf(string address, string template) => template.Contains('{', StringComparison.Ordinal)
            ? !templates.Contains(address) && Regex.IsMatch(address, $"^{Hole().Replace(template, "[^/]+")}$")
            : address == template;
    }

    [Fact]
    public void Every_dialog_was_looked_at()
    {
        var buttons = Directory.EnumerateFiles(RepositoryRoot.Combine("src", "GiftedPortal"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Dialog().Matches(File.ReadAllText(file))).Select(match => match.Groups["button"].Value).ToList();

        buttons.Should().HaveCountGreaterThan(4);
        buttons.Where(button => !tour.Dialogs.Any(opened => opened.StartsWith(button, StringComparison.Ordinal))).Should().BeEmpty("each dialog is a stop of the tour");
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    // the part of its test id that is not computed
    [GeneratedRegex("""<ConfirmButton\s.*?data-testid="(@\(\$")?(?<button>[a-z-]+)""", RegexOptions.Singleline)]
    private static partial Regex Dialog();
}
