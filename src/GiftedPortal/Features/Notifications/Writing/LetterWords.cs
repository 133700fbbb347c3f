using System.Globalization;
using System.Text;
using GiftedPortal.Ui;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Notifications.Writing;

/// <summary>A letter in words, in the recipient's language.</summary>
/// <param name="Culture">The language.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">What happened and what to do.</param>
/// <param name="QuotationTitle">Introduces <paramref name="Quotation"/>.</param>
/// <param name="Quotation">What a person wrote; null: nothing.</param>
/// <param name="Action">The button's words.</param>
/// <param name="Link">Where the button leads.</param>
/// <param name="LinkHint">Introduces the link as text.</param>
/// <param name="Footer">Why the letter comes.</param>
public sealed record LetterWords(
    CultureInfo Culture, string Subject, string Body, string QuotationTitle, string? Quotation, string Action, Uri Link, string LinkHint, string Footer)
{
    internal static LetterWords Of(LetterContent content, string language, Uri link, IStringLocalizer<NotificationText> text)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return ViewerCulture.In(language, () =>
        {
            object[] values = [.. content.Values.Select(OneLine)];
            object[] isolated = [.. values.Select(value => Isolated((string)value, culture))];
            return new LetterWords(
                culture,
                text[$"{content.Stem}.Subject", values],
                text[$"{content.Stem}.Body", isolated],
                text["Quotation"],
                string.IsNullOrWhiteSpace(content.Quotation) ? null : Visible(content.Quotation.ReplaceLineEndings("\n").Trim(), keepLines: true),
                text[$"{content.Stem}.Action"],
                link,
                text["LinkHint"],
                text["Footer"]);
        });
    }

    /// <summary>The letter without any markup.</summary>
    internal string ToPlainText()
    {
        var plain = new StringBuilder().Append(Body).Append("\n\n");
        if (Quotation is not null)
        {
            plain.Append(QuotationTitle).Append("\n\n> ").AppendJoin("\n> ", Quotation.Split('\n')).Append("\n\n");
        }

        return plain.Append(Action).Append(":\n").Append(Link).Append("\n\n-- \n").Append(Footer).Append('\n').ToString();
    }

    private static string OneLine(string value) => Visible(value, keepLines: false).Trim();

    // control characters could start another header, and marks of direction could turn a sentence around
    private static string Visible(string value, bool keepLines) => string.Concat(value.Select(one => one switch
    {
        '\n' when keepLines => "\n",
        _ when char.IsControl(one) => " ",
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F' => "",
        _ => one.ToString(),
    }));

    // a name in the other direction keeps to itself: FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE
    private static string Isolated(string value, CultureInfo culture) =>
        value.Any(IsRightToLeft) == culture.TextInfo.IsRightToLeft ? value : $"\u2068{value}\u2069";

    private static bool IsRightToLeft(char one) => one is >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC';
}
