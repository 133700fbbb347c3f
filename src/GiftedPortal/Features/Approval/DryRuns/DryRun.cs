using GiftedPortal.Providers;

namespace GiftedPortal.Features.Approval.DryRuns;

/// <summary>What the first sync would do, read without storing anything.</summary>
/// <param name="People">How many people it would add.</param>
/// <param name="ByStatus">The same by lifecycle status in the provider's words; people without one under the empty text.</param>
/// <param name="Sample">Some of them, masked.</param>
/// <param name="Failure">Why the reading ended early; null when it went through.</param>
public sealed record DryRun(int People, IReadOnlyDictionary<string, int> ByStatus, IReadOnlyList<MaskedPerson> Sample, FailureKind? Failure);

/// <summary>A person whom nobody recognises who does not know them.</summary>
/// <param name="Initials">First letters of the names; a dash where a name is hidden.</param>
/// <param name="Email">The work address with its name hidden; null when it is not visible.</param>
/// <param name="Status">Lifecycle status.</param>
public sealed record MaskedPerson(string Initials, string? Email, string? Status)
{
    /// <summary>Masks a person.</summary>
    public static MaskedPerson Of(ProviderPerson person) => new(
        $"{Initial(person.FirstName)} {Initial(person.Surname)}",
        person.WorkEmail is { } email ? (email.LastIndexOf('@') is var at and > 0 ? $"{First(email)}***{email[at..]}" : "***") : null,
        person.Status);

    private static string Initial(string? name) => string.IsNullOrWhiteSpace(name) ? "–" : $"{First(name.Trim())}.";

    // a letter may be two characters long
    private static string First(string text) => System.Globalization.StringInfo.GetNextTextElement(text);
}
