using Quartz;

namespace GiftedPortal.Features.Sync.Retention;

/// <summary>
/// Bounds the scheduler's own history. A thousand connections at their shortest interval begin a hundred thousand syncs a day, too many to keep for days: of each job
/// the newest are kept, and failures as long as there is room. The scheduler sweeps it by itself, in small batches.
/// </summary>
internal static class FiringRetention
{
    /// <summary>Executions kept of each job, not counting failures: a day's at the shortest interval, four days' at the usual one.</summary>
    public const int PerJob = 100;

    /// <summary>Lines kept of all jobs together, of executions and of misfires; about 200 MB.</summary>
    public const int Lines = 200_000;

    public static void Bound(ExecutionHistoryOptions history, SyncRetention retention)
    {
        history.Retention = TimeSpan.FromDays(retention.FiringDays);
        history.MaxEntriesPerJob = PerJob;
        history.MaxEntriesPerScheduler = Lines;
    }
}
