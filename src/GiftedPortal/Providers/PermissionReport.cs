namespace GiftedPortal.Providers;

/// <summary>Whether the credentials are accepted. <paramref name="Failure"/> is null when they are.</summary>
/// <param name="Failure">Why not, or why that could not be found out.</param>
public sealed record CredentialCheck(ProviderFailure? Failure)
{
    /// <summary>The provider accepted the credentials.</summary>
    public bool Accepted => Failure is null or { Kind: FailureKind.Forbidden };
}

/// <summary>How the provider's permission screen is organised for this tenant.</summary>
public enum PermissionDialect
{
    /// <summary>Not known from the answers seen.</summary>
    Unknown,

    /// <summary>Permissions per category.</summary>
    Category,

    /// <summary>Permissions per field, inheritable from the category.</summary>
    Field,
}

/// <summary>Whom the credentials may see.</summary>
/// <param name="Known">False: the question could not be answered.</param>
/// <param name="People">How many people.</param>
/// <param name="ByStatus">People by lifecycle status in the provider's words; empty when the status is not visible.</param>
public sealed record Audience(bool Known, int People, IReadOnlyDictionary<string, int> ByStatus)
{
    /// <summary>Could not be found out.</summary>
    public static Audience Unknown { get; } = new(false, 0, new Dictionary<string, int>());
}

/// <summary>Everything that one full check found out.</summary>
/// <param name="Credentials">Whether the credentials were accepted.</param>
/// <param name="Findings">One for each requirement, in the provider's order.</param>
/// <param name="Audience">Whom the credentials may see.</param>
/// <param name="Dialect">How the tenant's permission screen is organised, when the answers show it.</param>
/// <param name="AccountId">The tenant's own id at the provider (Bob: <c>companyId</c>), when visible.</param>
/// <param name="Calls">The calls made.</param>
/// <param name="Duration">Wall time of the whole check.</param>
public sealed record PermissionReport(
    CredentialCheck Credentials,
    IReadOnlyList<PermissionFinding> Findings,
    Audience Audience,
    PermissionDialect Dialect,
    string? AccountId,
    IReadOnlyList<ProviderCall> Calls,
    TimeSpan Duration);
