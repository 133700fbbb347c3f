using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GiftedPortal.Tests.Architecture;

/// <summary>A key that is missing from its resource shows on screen as itself; these tests find it before a person does.</summary>
public sealed partial class TextResourceTests
{
    private const string Portal = "src/GiftedPortal";

    [Fact]
    public void Every_key_used_is_in_its_resource()
    {
        var resources = Resources().ToDictionary(file => MarkerOf(file), file => KeysOf(file));
        var code = SourceFile.CodeUnder(Portal).ToDictionary(file => file.Path);

        (from file in code.Values
         from use in LocalizerUse.In(file.Text, LocalizersOf(file, code))
         where !resources.TryGetValue(use.Marker, out var keys) || !use.IsIn(keys)
         select $"{file.Path}: {use.Key} is not in {use.Marker}.resx").ShouldBeNone();
    }

    [Fact]
    public void Every_resource_has_its_marker_class_beside_it() =>
        Resources().Select(file => Path.ChangeExtension(file.Path, ".cs"))
            .Except(SourceFile.All.Select(file => file.Path)).ShouldBeNone();

    [Theory]
    [InlineData("""@inject IStringLocalizer<Setup.SetupText> T  <a title="@T["Next"]">@T["Hello", name, "Dana"]</a>""", "SetupText", "Next,Hello")]
    [InlineData("""IStringLocalizer<QueueText> text; x = text[$"Step.{Slug("a")}.Title"];""", "QueueText", "Step.*.Title")]
    [InlineData("""IStringLocalizer<QueueText> T; T[state == "a" ? "Yes" : "No"]; T[names["b"]]; T[Key("c")]; T[key]""", "QueueText", "Yes,No")]
    [InlineData("""IStringLocalizer<QueueText> T; T.GetString("One"); OtherT["Two"]; T[state switch { A => "Three", _ => "Four" }]""", "QueueText", "One,Three,Four")]
    public void A_key_is_found_in_the_ways_it_is_written(string text, string marker, string keys) =>
        LocalizerUse.In(text, LocalizerUse.Declarations(text)).Should().Equal(keys.Split(',').Select(key => new LocalizerUse(marker, key)));

    [Theory]
    [InlineData("Next", true)]
    [InlineData("Nex", false)]
    [InlineData("Step.*.Title", true)]
    [InlineData("Step.*.Hint", false)]
    public void A_key_with_a_hole_needs_one_match_at_least(string key, bool expected) =>
        new LocalizerUse("SetupText", key).IsIn(new HashSet<string> { "Next", "Step.sync.Title" }).Should().Be(expected);

    // a culture's file (SetupText.he.resx) repeats keys of the neutral one, which is what a marker stands for
    private static IEnumerable<SourceFile> Resources() =>
        SourceFile.All.Where(file => file.IsUnder(Portal) && file.Path.EndsWith(".resx", StringComparison.Ordinal) && !MarkerOf(file).Contains('.', StringComparison.Ordinal));

    private static string MarkerOf(SourceFile resource) => Path.GetFileNameWithoutExtension(resource.Path);

    private static HashSet<string> KeysOf(SourceFile resource) =>
        [.. XDocument.Parse(resource.Text).Root!.Elements("data").Select(data => data.Attribute("name")!.Value)];

    // a component's localizers are declared in itself, in its code-behind or markup, in an _Imports.razor above, or in its base
    private static IEnumerable<(string Name, string Marker)> LocalizersOf(SourceFile file, Dictionary<string, SourceFile> code) =>
        RelativesOf(file, code).SelectMany(relative => LocalizerUse.Declarations(relative.Text));

    private static IEnumerable<SourceFile> RelativesOf(SourceFile file, Dictionary<string, SourceFile> code)
    {
        yield return file;
        var partner = file.IsRazor ? file.Path + ".cs" : file.Path[..^3];
        if (code.TryGetValue(partner, out var other) && other != file)
            yield return other;
        if (!file.IsRazor)
            yield break;
        for (var folder = Path.GetDirectoryName(file.Path); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (code.TryGetValue($"{folder}/_Imports.razor", out var imports))
                yield return imports;
        }
        if (Base().Match(file.Text) is { Success: true } match)
        {
            foreach (var parent in code.Values.Where(candidate => Path.GetFileName(candidate.Path).Split('.')[0] == match.Groups[1].Value && candidate != file))
            {
                foreach (var relative in RelativesOf(parent, code))
                    yield return relative;
            }
        }
    }

    [GeneratedRegex(@"^@inherits\s+(?:\w+\.)*(\w+)", RegexOptions.Multiline)]
    private static partial Regex Base();
}
