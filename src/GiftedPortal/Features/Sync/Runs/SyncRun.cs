using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Runs;

/// <summary>What made a run start.</summary>
public enum SyncTrigger
{
    /// <summary>The connection was approved and has never synced.</summary>
    First,

    /// <summary>The interval passed.</summary>
    Scheduled,

    /// <summary>A person asked for it.</summary>
    Requested,

    /// <summary>An earlier run was interrupted.</summary>
    Recovery,
}

/// <summary>Where a run stands.</summary>
public enum SyncRunStatus
{
    /// <summary>Under way; at most one for each connection.</summary>
    Running,

    /// <summary>The roster is what the provider showed.</summary>
    Succeeded,

    /// <summary>Ended without touching the roster, see <see cref="SyncRun.Outcome"/>.</summary>
    Failed,

    /// <summary>The brake stopped it before it wrote.</summary>
    Stopped,

    /// <summary>Its process ended, or was asked to end, before the run did.</summary>
    Interrupted,
}

/// <summary>What staff decide on a run that the brake stopped.</summary>
public enum BrakeDecision
{
    /// <summary>What it found is meant: the people on its list may leave or lose details.</summary>
    Continue,

    /// <summary>What it found is a mistake: the roster stays.</summary>
    Drop,
}

/// <summary>What came of a run: the code behind its sentence.</summary>
public enum SyncOutcome
{
    /// <summary>Still under way.</summary>
    Running,

    /// <summary>The first roster was written.</summary>
    FirstRoster,

    /// <summary>Differences were written.</summary>
    Changed,

    /// <summary>There were no differences.</summary>
    Unchanged,

    /// <summary>Too many people would have left or been emptied.</summary>
    Brake,

    /// <summary>The provider does not accept the credentials.</summary>
    CredentialsRejected,

    /// <summary>The credentials may not read people.</summary>
    Forbidden,

    /// <summary>Too many calls.</summary>
    RateLimited,

    /// <summary>Calls are blocked for a while.</summary>
    Blocked,

    /// <summary>The provider does not answer.</summary>
    Unreachable,

    /// <summary>The provider answered what nobody can read.</summary>
    Nonsense,

    /// <summary>No credentials are stored.</summary>
    NoCredentials,

    /// <summary>The stored credentials cannot be opened: the key ring lost their key.</summary>
    CredentialsUnreadable,

    /// <summary>The people belong to another account of the provider than the connection.</summary>
    OtherAccount,

    /// <summary>The connection was paused or ended meanwhile.</summary>
    ConnectionStopped,

    /// <summary>The process ended.</summary>
    ProcessEnded,

    /// <summary>The portal itself failed: see its log.</summary>
    PortalFailed,
}

/// <summary>One reading of everybody at the provider, and what came of it.</summary>
public sealed class SyncRun
{
    /// <summary>Key, in order of time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The connection.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>The connection's customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>What made it start.</summary>
    public required SyncTrigger Trigger { get; init; }

    /// <summary>Name of the person or job that started it.</summary>
    public required string StartedBy { get; init; }

    /// <summary>The process that carries it out, see <see cref="SyncNode"/>.</summary>
    public required string Node { get; init; }

    /// <summary>Where it stands. The concurrency token: a run that was given up by others cannot write any more.</summary>
    public SyncRunStatus Status { get; set; } = SyncRunStatus.Running;

    /// <summary>What came of it.</summary>
    public SyncOutcome Outcome { get; set; } = SyncOutcome.Running;

    /// <summary>UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>UTC; when its process was last seen at it.</summary>
    public required DateTimeOffset AliveAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Calls made to the provider.</summary>
    public int Calls { get; set; }

    /// <summary>People in the provider's answers.</summary>
    public int PeopleRead { get; set; }

    /// <summary>People new to the roster. For a stopped run: that would have been.</summary>
    public int Added { get; set; }

    /// <summary>People with a changed field. For a stopped run: that would have been.</summary>
    public int Changed { get; set; }

    /// <summary>People who left or vanished. For a stopped run: that would have.</summary>
    public int Left { get; set; }

    /// <summary>What staff decided on a run that the brake stopped; null: nothing yet.</summary>
    public BrakeDecision? Decision { get; set; }

    /// <summary>UTC; when they did.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Name of whoever did.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>The provider's failure, when it was one.</summary>
    public FailureKind? FailureKind { get; set; }

    /// <summary>UTC; when the provider says that a next try makes sense.</summary>
    public DateTimeOffset? RetryAt { get; set; }
}
