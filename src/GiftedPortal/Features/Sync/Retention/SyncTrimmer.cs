using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Retention;

/// <summary>Ends the retention of the sync log: removes old lines and old runs, few at a time, so that no sync waits long for it.</summary>
internal sealed class SyncTrimmer(IDbContextFactory<PortalDbContext> database, SyncRetention retention, TimeProvider time)
{
    /// <summary>Lines in one transaction: some 20 ms on SQLite.</summary>
    private const int Entries = 1000;

    private const int Runs = 200;

    /// <summary>Removes what has been kept long enough.</summary>
    /// <returns>How many rows were removed.</returns>
    public async Task<long> TrimAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await SmallBatches.RepeatAsync(Entries, () => RemoveEntriesAsync(retention.EntriesEndAt(now), cancellationToken), time, cancellationToken)
            + await SmallBatches.RepeatAsync(Runs, () => RemoveRunsAsync(retention.RunsEndAt(now), cancellationToken), time, cancellationToken);
    }

    private async Task<int> RemoveEntriesAsync(DateTimeOffset end, CancellationToken cancellationToken)
    {
        var first = RunKeys.FirstOf(end);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<SyncEntry>()
            .Where(entry => entry.RunId.CompareTo(first) < 0)
            .OrderBy(entry => entry.RunId).ThenBy(entry => entry.Id).Take(Entries)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>A connection keeps its newest run and its newest success, however old: they say how it stands.</summary>
    private async Task<int> RemoveRunsAsync(DateTimeOffset end, CancellationToken cancellationToken)
    {
        var first = RunKeys.FirstOf(end);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var runs = db.Set<SyncRun>();
        return await runs
            .Where(run => run.Id.CompareTo(first) < 0)
            .Where(run => runs.Any(later => later.ConnectionId == run.ConnectionId && later.Id.CompareTo(run.Id) > 0
                && (run.Status != SyncRunStatus.Succeeded || later.Status == SyncRunStatus.Succeeded)))
            .OrderBy(run => run.Id).Take(Runs)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
