using System.Text.RegularExpressions;
using System.Xml.Linq;
using GiftedPortal.Tests.Architecture;

namespace GiftedPortal.Tests.Languages;

/// <summary>The texts of one feature in English, and what their translation says.</summary>
/// <param name="Path">The English file.</param>
/// <param name="English">Its texts by key.</param>
/// <param name="Hebrew">The translated texts by key.</param>
internal sealed partial record TextResource(string Path, IReadOnlyDictionary<string, string> English, IReadOnlyDictionary<string, string> Hebrew)
{
    private const string Translated = ".he.resx";

    /// <summary>Every feature's; one that has no translation at all has an empty one.</summary>
    public static IReadOnlyList<TextResource> All { get; } = [.. ReadAll()];

    /// <summary>The holes of a text, such as <c>{0:N0}</c>, in a row that can be compared.</summary>
    public static string Holes(string text) => string.Join(' ', Hole().Matches(text).Select(hole => hole.Value).Order(StringComparer.Ordinal));

    private static IEnumerable<TextResource> ReadAll()
    {
        var files = SourceFile.All.Where(file => file.IsUnder("src/GiftedPortal") && file.Path.EndsWith(".resx", StringComparison.Ordinal)).ToDictionary(file => file.Path);
        return from file in files.Values
               where !file.Path.EndsWith(Translated, StringComparison.Ordinal)
               select new TextResource(file.Path, Texts(file), files.TryGetValue(file.Path.Replace(".resx", Translated, StringComparison.Ordinal), out var hebrew) ? Texts(hebrew) : new Dictionary<string, string>());
    }

    private static Dictionary<string, string> Texts(SourceFile file) =>
        XDocument.Parse(file.Text).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Hole();
}
