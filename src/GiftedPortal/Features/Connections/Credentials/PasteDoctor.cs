using System.Text;
using System.Text.RegularExpressions;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Connections.Credentials;

/// <summary>
/// Recognises what goes wrong when an id and a token are copied, and repairs it. Pure: nothing is kept, and nothing may be logged.
/// An id looks like <c>SERVICE-202</c> in Bob's own example (help.hibob.com, "API service users"), which is a hint and no rule.
/// </summary>
public static partial class PasteDoctor
{
    /// <summary>Tokens are longer than this; a shorter one was probably not copied as a whole.</summary>
    public const int ShortestToken = 16;

    // an id that nobody has seen the like of may be a token in the wrong field
    private const int LongestSureId = 24;

    /// <summary>Looks at both fields together.</summary>
    public static PasteDiagnosis Examine(string id, Secret token)
    {
        var problems = new SortedSet<PasteProblem>();
        var (left, right) = (Clean(id, CredentialService.LongestId, problems), Clean(token.Value, CredentialService.LongestToken, problems));
        if (Unpack(left, problems) is { } inId)
        {
            (left, right) = inId;
        }
        else if (Unpack(right, problems) is { } inToken)
        {
            (left, right) = inToken;
        }
        else if (LooksLikeId(right) && !LooksLikeId(left))
        {
            problems.Add(PasteProblem.Swapped);
            (left, right) = (right, left);
        }

        if (Email().IsMatch(left))
        {
            problems.Add(PasteProblem.Email);
            left = "";
        }

        if (right.Length > 0 && (Dots().IsMatch(right) || right.Length < ShortestToken))
        {
            problems.Add(PasteProblem.Truncated);
            right = "";
        }

        if (left.Length > 0 && !LooksLikeId(left))
        {
            problems.Add(PasteProblem.UnusualId);
        }

        return new PasteDiagnosis([.. problems], new PastedPair(left, new Secret(right)));
    }

    /// <summary>The text in the id's field may hold a token, so it must not be stored as if it were an id.</summary>
    public static bool MayHoldToken(string id) => !LooksLikeId(id.Trim()) && (id.Trim().Length > LongestSureId || id.Contains(':', StringComparison.Ordinal));

    private static string Clean(string text, int longest, SortedSet<PasteProblem> problems)
    {
        if (text.Length > longest)
        {
            // a header holds both, so it may be a little longer than either
            if (text.Length > longest + CredentialService.LongestId || !HeaderStart().IsMatch(text))
            {
                problems.Add(PasteProblem.TooLong);
                return "";
            }
        }

        var trimmed = Trim(text);
        if (trimmed.Length < text.Length)
        {
            problems.Add(text.AsSpan().ContainsAny('\r', '\n') ? PasteProblem.LineBreaks : PasteProblem.Spaces);
        }

        var joined = Breaks().Replace(trimmed, "");
        if (joined.Length < trimmed.Length)
        {
            problems.Add(PasteProblem.LineBreaks);
        }

        var bare = joined;
        while (bare.Length > 1 && Quotes.Contains(bare[0], StringComparison.Ordinal) && Quotes.Contains(bare[^1], StringComparison.Ordinal))
        {
            problems.Add(PasteProblem.Quotes);
            bare = Trim(bare[1..^1]);
        }

        return bare;
    }

    private const string Quotes = "\"'`´‘’‚“”„«»‹›";

    // spaces, and the invisible marks that a page brings along
    private static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsNothing(text[start]))
        {
            start++;
        }

        while (end > start && IsNothing(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static bool IsNothing(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.Format;

    private static (string Id, string Token)? Unpack(string text, SortedSet<PasteProblem> problems)
    {
        var header = HeaderStart().Match(text);
        var packed = header.Success ? text[header.Length..] : text;
        var decoded = Decode(packed);
        if ((decoded ?? packed).Split(':', 2) is not [var id, var token] || token.Length == 0 || !(header.Success || LooksLikeId(id)))
        {
            return null;
        }

        problems.Add(header.Success ? PasteProblem.Header : decoded is null ? PasteProblem.Together : PasteProblem.Encoded);
        return (id, token);
    }

    private static string? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64String(text, bytes, out var length) && bytes.AsSpan(0, length).IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0
            ? Encoding.ASCII.GetString(bytes, 0, length)
            : null;
    }

    private static bool LooksLikeId(string text) => IdShape().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z]{2,20}-\d{1,12}\z")]
    private static partial Regex IdShape();

    [GeneratedRegex(@"^(Authorization\s*:\s*)?Basic\s+", RegexOptions.IgnoreCase)]
    private static partial Regex HeaderStart();

    [GeneratedRegex(@"^[^@\s:]+@[^@\s:]+\.[^@\s:]+\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"(…|\.\.+)\z")]
    private static partial Regex Dots();

    [GeneratedRegex(@"[ \t]*[\r\n]+[ \t]*")]
    private static partial Regex Breaks();
}
