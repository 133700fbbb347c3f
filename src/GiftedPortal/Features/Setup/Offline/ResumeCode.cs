using System.Security.Cryptography;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Setup.Offline;

/// <summary>
/// The short code of a place in a set-up, for paper: six letters for the set-up, one for the step. No credential: it is only ever compared with
/// the codes of the reader's own set-up, so it opens nothing and tells nothing of anybody else's.
/// </summary>
public static class ResumeCode
{
    /// <summary>How many letters and digits a code has.</summary>
    public const int Length = 7;

    // none that are read as another: no 0 or O, no 1, I or L, no U or V
    private const string Letters = "ABCDEFGHJKMNPQRSTWXYZ23456789";

    /// <summary>The code of a step, such as <c>K7MT-QRC</c>.</summary>
    public static string Of(Guid connectionId, SetupGuide guide, SetupStep step)
    {
        var letters = SetupPart(connectionId) + Letters[(guide.NumberOf(step) - 1) % Letters.Length];
        return $"{letters[..4]}-{letters[4..]}";
    }

    /// <summary>The step that a code names, however it was typed; null when it is none of this set-up.</summary>
    public static SetupStep? Read(string text, Guid connectionId, SetupGuide guide)
    {
        // a code with its hyphen and some spaces; what is much longer is none
        if (text.Length > 4 * Length)
        {
            return null;
        }

        var typed = new string([.. text.ToUpperInvariant().Where(Letters.Contains)]);
        return typed.Length == Length && typed[..^1] == SetupPart(connectionId) ? guide.Steps.ElementAtOrDefault(Letters.IndexOf(typed[^1], StringComparison.Ordinal)) : null;
    }

    private static string SetupPart(Guid connectionId) =>
        string.Concat(SHA256.HashData(connectionId.ToByteArray()).Take(Length - 1).Select(one => Letters[one % Letters.Length]));
}
