namespace GiftedPortal.Features.Sync.Runs;

/// <summary>
/// That a run has lines with a certain warning: one row for each code, however many lines. Runs are found by it without a look at their lines, also when those are gone.
/// </summary>
public sealed class SyncFinding
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>What the lines say.</summary>
    public required SyncEntryCode Code { get; init; }

    /// <summary>The run's customer.</summary>
    public required Guid CustomerId { get; init; }
}
