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

    /// <summary>How many of the people are starters, leavers or otherwise inactive; null when no status is visible.</summary>
    public int? Inactive { get; init; }

    /// <summary>What the numbers say about the choice that was made at the provider.</summary>
    public AudienceShape Shape => (Known, People, Inactive) switch
    {
        (false, _, _) => AudienceShape.Unknown,
        (_, 0, _) => AudienceShape.Nobody,
        (_, 1, _) => AudienceShape.OnePerson,
        (_, _, null) => AudienceShape.StatusHidden,
        (_, _, 0) => AudienceShape.OnlyActive,
        _ => AudienceShape.Everybody,
    };
}

/// <summary>Which people an audience seems to hold.</summary>
public enum AudienceShape
{
    /// <summary>The question could not be answered.</summary>
    Unknown,

    /// <summary>Nobody.</summary>
    Nobody,

    /// <summary>One person: probably somebody was named instead of everybody, or a condition meant for the group's members.</summary>
    OnePerson,

    /// <summary>People, but no status of them is visible.</summary>
    StatusHidden,

    /// <summary>No starter and no leaver although they were asked for: the plain choice "everybody employed", or there are none.</summary>
    OnlyActive,

    /// <summary>Active people, and starters or leavers.</summary>
    Everybody,
}

/// <summary>A category that gifting does not need and that the credentials may read. Its values are never read; nothing but its name is known.</summary>
/// <param name="CategoryId">The provider's id of the category.</param>
/// <param name="Category">The category's name in the tenant's own words.</param>
public sealed record OverGrant(string CategoryId, string Category);

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
    TimeSpan Duration)
{
    /// <summary>Categories that are visible and not needed, to be unticked. Empty also where that could not be found out.</summary>
    public IReadOnlyList<OverGrant> OverGrants { get; init; } = [];
}
