using GiftedPortal.Providers;

namespace GiftedPortal.Features.Permissions.Live;

/// <summary>What everybody sees who looks at the permissions of one connection at this moment. Moments are UTC.</summary>
public sealed record LiveState
{
    /// <summary>Before anything is known.</summary>
    public static LiveState Empty { get; } = new();

    /// <summary>The outcomes known, by permission: of the check that runs as far as it has come, else of the newest one.</summary>
    public IReadOnlyDictionary<string, PermissionFinding> Findings { get; init; } = new Dictionary<string, PermissionFinding>();

    /// <summary>What members gave their word for, by permission.</summary>
    public IReadOnlyDictionary<string, PermissionConfirmation> Confirmed { get; init; } = new Dictionary<string, PermissionConfirmation>();

    /// <summary>The newest finished check.</summary>
    public PermissionCheck? Latest { get; init; }

    /// <summary>A check runs on this node.</summary>
    public bool Checking { get; init; }

    /// <summary>The last check ended with a fault of the portal.</summary>
    public bool Failed { get; init; }

    /// <summary>When an open page looks again by itself; null: not before somebody asks for it.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Until then the provider, or the portal's own brake, allows no try.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>How the tenant's permission screen is organised.</summary>
    public PermissionDialect Dialect => Latest?.Dialect ?? PermissionDialect.Unknown;

    /// <summary>No try is allowed at this moment.</summary>
    public bool IsHeld(DateTimeOffset now) => HeldUntil > now;
}
