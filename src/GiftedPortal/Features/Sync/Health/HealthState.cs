namespace GiftedPortal.Features.Sync.Health;

/// <summary>How a connection that was approved is doing. In each state somebody has the next move, see <see cref="HealthRules"/>.</summary>
public enum HealthState
{
    /// <summary>Syncs run and succeed.</summary>
    Healthy,

    /// <summary>Approved; the first sync has not succeeded yet.</summary>
    NeverSynced,

    /// <summary>No sync has succeeded for several intervals, or syncs fail on the portal's own side.</summary>
    Late,

    /// <summary>The brake stopped a sync, and nobody has decided yet.</summary>
    BrakeWaiting,

    /// <summary>The provider does not accept the credentials, there are none, or they belong to another account.</summary>
    CredentialsFail,

    /// <summary>The credentials see less than what was approved.</summary>
    PermissionLost,

    /// <summary>The provider does not answer, turns calls away, or answers what nobody can read, several times in a row.</summary>
    ProviderFails,

    /// <summary>Somebody stopped syncs on purpose.</summary>
    Paused,
}

/// <summary>Who has the next move, in the order in which staff look at them.</summary>
public enum Owner
{
    /// <summary>Staff.</summary>
    Gifted,

    /// <summary>The customer.</summary>
    Customer,

    /// <summary>The HR system.</summary>
    Provider,

    /// <summary>Nobody.</summary>
    Nobody,
}
