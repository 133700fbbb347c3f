using GiftedPortal.Features.Connections;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Runs;

/// <summary>What follows from an outcome. Pure.</summary>
public static class SyncOutcomes
{
    /// <summary>After how many failed runs in a row somebody is told of a failure that may pass by itself.</summary>
    public const int Tries = 3;

    /// <summary>The outcome of a provider's failure.</summary>
    public static SyncOutcome Of(FailureKind failure) => failure switch
    {
        FailureKind.CredentialsRejected => SyncOutcome.CredentialsRejected,
        FailureKind.Forbidden => SyncOutcome.Forbidden,
        FailureKind.RateLimited => SyncOutcome.RateLimited,
        FailureKind.Blocked => SyncOutcome.Blocked,
        FailureKind.Unreachable => SyncOutcome.Unreachable,
        FailureKind.Nonsense => SyncOutcome.Nonsense,
    };

    /// <summary>The status of a run that ended so.</summary>
    public static SyncRunStatus StatusOf(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.Running => SyncRunStatus.Running,
        SyncOutcome.FirstRoster or SyncOutcome.Changed or SyncOutcome.Unchanged => SyncRunStatus.Succeeded,
        SyncOutcome.Brake => SyncRunStatus.Stopped,
        SyncOutcome.ConnectionStopped or SyncOutcome.ProcessEnded => SyncRunStatus.Interrupted,
        SyncOutcome.CredentialsRejected or SyncOutcome.Forbidden or SyncOutcome.RateLimited or SyncOutcome.Blocked or SyncOutcome.Unreachable
            or SyncOutcome.Nonsense or SyncOutcome.NoCredentials or SyncOutcome.CredentialsUnreadable or SyncOutcome.OtherAccount
            or SyncOutcome.PortalFailed => SyncRunStatus.Failed,
    };

    /// <summary>May pass by itself, so it is tried again and raised only after <see cref="Tries"/> runs in a row.</summary>
    public static bool MayPass(SyncOutcome outcome) => outcome is
        SyncOutcome.RateLimited or SyncOutcome.Blocked or SyncOutcome.Unreachable or SyncOutcome.Nonsense or SyncOutcome.PortalFailed;

    /// <summary>Somebody must mend it before a next run can succeed.</summary>
    public static bool NeedsSomebody(SyncOutcome outcome) =>
        StatusOf(outcome) is SyncRunStatus.Failed or SyncRunStatus.Stopped && !MayPass(outcome);

    /// <summary>Who has to act.</summary>
    public static Party WhoActs(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.CredentialsRejected or SyncOutcome.Forbidden or SyncOutcome.NoCredentials or SyncOutcome.OtherAccount => Party.Customer,
        SyncOutcome.Brake or SyncOutcome.CredentialsUnreadable or SyncOutcome.PortalFailed => Party.Gifted,
        SyncOutcome.Running or SyncOutcome.FirstRoster or SyncOutcome.Changed or SyncOutcome.Unchanged or SyncOutcome.RateLimited or SyncOutcome.Blocked
            or SyncOutcome.Unreachable or SyncOutcome.Nonsense or SyncOutcome.ConnectionStopped or SyncOutcome.ProcessEnded => Party.Nobody,
    };
}
