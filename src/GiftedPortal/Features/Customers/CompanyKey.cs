using System.Globalization;
using System.Text;

namespace GiftedPortal.Features.Customers;

/// <summary>
/// What is left of a company's name when spelling does not count: two names with the same key are probably the same company. Case, width,
/// punctuation, invisible marks, legal forms at the end and the suffix <c>Service User</c> do not count. Pure.
/// </summary>
public static class CompanyKey
{
    /// <summary>Longest <see cref="StartOf"/>, in characters.</summary>
    public const int LongestStart = 60;

    private static readonly HashSet<string> LegalForms = new(StringComparer.Ordinal)
    {
        "ltd", "limited", "inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp", "plc", "gmbh", "ag", "kg", "se", "sa", "sas", "sarl",
        "srl", "spa", "bv", "nv", "ab", "as", "oy", "aps", "pty", "pte", "בעמ",
    };

    /// <summary>The key of a name; empty only when the name has neither letter nor digit.</summary>
    public static string Of(string name)
    {
        var words = Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        // the last word stays, whatever it is: a company may be called "Company"
        while (words.Count > 1)
        {
            if (LegalForms.Contains(words[^1]))
            {
                words.RemoveAt(words.Count - 1);
            }
            else if (words.Count > 2 && words[^2] == "service" && words[^1] == "user")
            {
                words.RemoveRange(words.Count - 2, 2);
            }
            else
            {
                break;
            }
        }

        return string.Join(' ', words);
    }

    /// <summary>As much of the key as an index holds, whatever somebody calls a company: names with the same key have the same start, and few others do.</summary>
    public static string StartOf(string name)
    {
        var key = Of(name);
        // half a surrogate pair cannot be stored
        return key.Length <= LongestStart ? key : key[..(char.IsHighSurrogate(key[LongestStart - 1]) ? LongestStart - 1 : LongestStart)];
    }

    private static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var rune in Valid(Valid(name).Normalize(NormalizationForm.FormKC).ToLowerInvariant()).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (rune.Value == '&')
            {
                folded.Append(" and ");
            }
            else if (Counts(rune))
            {
                folded.Append(rune);
            }
            else if (Separates(rune))
            {
                folded.Append(' ');
            }
        }

        return folded.ToString();
    }

    private static bool Counts(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // dots and quotes stand inside abbreviations (G.m.b.H., בע"מ) and vanish, as invisible marks do; whatever else is no letter parts words
    private static bool Separates(Rune rune) =>
        !(rune.Value is '.' or '"' or '\'' or '`' or '´' or '‘' or '’' or '“' or '”' or '„' or '׳' or '״')
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.EnclosingMark)
        && !(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control && !Rune.IsWhiteSpace(rune));

    // half a surrogate pair cannot be normalised
    private static string Valid(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            valid.Append(rune);
        }

        return valid.ToString();
    }
}
