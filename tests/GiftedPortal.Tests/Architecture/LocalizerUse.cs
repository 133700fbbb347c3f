using System.Text;
using System.Text.RegularExpressions;

namespace GiftedPortal.Tests.Architecture;

/// <summary>A key that a piece of source text asks a localizer for.</summary>
/// <param name="Marker">The type argument of <c>IStringLocalizer</c>, without its namespace.</param>
/// <param name="Key">The literal; a hole of an interpolated string is written as <c>*</c>.</param>
internal sealed partial record LocalizerUse(string Marker, string Key)
{
    /// <summary>The localizers that a text declares, by injection, property or parameter: name and marker.</summary>
    public static IEnumerable<(string Name, string Marker)> Declarations(string text) =>
        Declaration().Matches(text).Select(match => (match.Groups["name"].Value, match.Groups["marker"].Value.Split('.')[^1]));

    /// <summary>Literal keys used through these localizers. A key that is computed otherwise cannot be seen here.</summary>
    public static IEnumerable<LocalizerUse> In(string text, IEnumerable<(string Name, string Marker)> localizers) =>
        from localizer in localizers.Distinct()
        from Match start in Regex.Matches(text, $@"(?<!\w){Regex.Escape(localizer.Name)}(\[|\.GetString\()")
        from key in KeysOfFirstArgument(text, start.Index + start.Length)
        select new LocalizerUse(localizer.Marker, key);

    public bool IsIn(IReadOnlySet<string> keys)
    {
        if (!Key.Contains('*', StringComparison.Ordinal))
            return keys.Contains(Key);
        var pattern = $"^{Regex.Escape(Key).Replace(@"\*", ".*", StringComparison.Ordinal)}$";
        return keys.Any(key => Regex.IsMatch(key, pattern));
    }

    // Reads up to the comma or bracket that ends the argument. A literal is a key when it starts the argument or is the
    // result of a condition: in  x == "a" ? "Yes" : "No"  that is Yes and No. What stands inside a call or index is not.
    private static IEnumerable<string> KeysOfFirstArgument(string text, int position)
    {
        var depth = 0;
        var braces = 0;
        var before = "";
        for (var i = position; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                var interpolated = before.EndsWith('$');
                var literal = Literal(text, ref i, interpolated);
                var lead = before.TrimEnd('$').TrimEnd();
                if (depth == 0 && (lead.Length == 0 || lead.EndsWith('?') || lead.EndsWith(':') || lead.EndsWith("=>", StringComparison.Ordinal)))
                    yield return literal;
                before += "_";
                continue;
            }
            if (depth == 0 && braces == 0 && c is ',' or ']' or ')')
                yield break;
            braces += c is '{' ? 1 : c is '}' ? -1 : 0;
            depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            before += c;
        }
    }

    // i stands on the opening quote and is left on the closing one
    private static string Literal(string text, ref int i, bool interpolated)
    {
        var literal = new StringBuilder();
        var holes = 0;
        for (i++; i < text.Length && (text[i] != '"' || holes > 0); i++)
        {
            if (interpolated && text[i] == '{' && holes++ == 0)
                literal.Append('*');
            else if (interpolated && text[i] == '}' && holes > 0)
                holes--;
            else if (holes == 0)
                literal.Append(text[i] == '\\' ? text[++i] : text[i]);
        }
        return literal.ToString();
    }

    [GeneratedRegex(@"IStringLocalizer<\s*(?<marker>[\w.]+)\s*>\??\s+(?<name>\w+)")]
    private static partial Regex Declaration();
}
