using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Ui;

/// <summary>
/// Marks what stands in another script than the sentence around it: Bob's English labels, people's and companies' names. A screen reader then
/// speaks it in its own language, and its signs stay on its own side. The text itself is encoded: whatever a person typed stays text.
/// </summary>
public static partial class Marked
{
    /// <summary>The sentence in the viewer's language, with its foreign parts marked.</summary>
    public static MarkupString Parts(string? sentence)
    {
        if (sentence is null) return default;
        var inHebrew = CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft;
        var (foreign, open) = inHebrew ? (English(), "<bdi lang=\"en\" dir=\"ltr\">") : (Hebrew(), "<bdi lang=\"he\" dir=\"rtl\">");
        // the same text for all circuits, where there is nothing to mark
        if (!foreign.IsMatch(sentence)) return new MarkupString(Encoded(sentence));
        var html = new StringBuilder(sentence.Length + 32);
        var end = 0;
        foreach (var part in foreign.EnumerateMatches(sentence))
        {
            html.Append(Encoded(sentence[end..part.Index])).Append(open).Append(Encoded(sentence.Substring(part.Index, part.Length))).Append("</bdi>");
            end = part.Index + part.Length;
        }

        return new MarkupString(html.Append(Encoded(sentence[end..])).ToString());
    }

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private static string Encoded(string text) => Encoder.Encode(text);

    // an address; words and what joins them into one label, path or code; a question mark belongs to it only inside quotation marks
    [GeneratedRegex("https?://[A-Za-z0-9/.:_?=&%-]*[A-Za-z0-9/]|(?<![0-9.,])[0-9]*[A-Za-z](?:[A-Za-z0-9 ›&/’'.*@_+-]*[A-Za-z0-9](?:\\?(?=”))?)?")]
    private static partial Regex English();

    [GeneratedRegex("[א-ת](?:[א-ת0-9 ׳״'\"-]*[א-ת])?")]
    private static partial Regex Hebrew();
}
