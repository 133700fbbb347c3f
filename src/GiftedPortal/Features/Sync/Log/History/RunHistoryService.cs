using GiftedPortal.Data;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log.History;

/// <summary>Compares a run with the others of its connection. Staff only; anybody else gets nothing.</summary>
public sealed class RunHistoryService(IDbContextFactory<PortalDbContext> database)
{
    private const int MostAttempts = 10;

    /// <summary>How long runs before this one took.</summary>
    public async Task<RunBand> BandAsync(SyncRun run, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return new RunBand([]);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var moments = await db.Set<SyncRun>()
            .Where(one => one.ConnectionId == run.ConnectionId && one.Id.CompareTo(run.Id) < 0 && one.Status == SyncRunStatus.Succeeded && one.Outcome != SyncOutcome.FirstRoster)
            .OrderByDescending(one => one.Id).Take(RunBand.Most)
            .Select(one => new { one.StartedAt, one.FinishedAt }).ToListAsync(cancellationToken);
        return new RunBand([.. moments.Where(one => one.FinishedAt is not null).Select(one => one.FinishedAt!.Value - one.StartedAt)]);
    }

    /// <summary>The attempts that this run is one of, oldest first: failed and interrupted runs in a row, and the run that ended the row.</summary>
    public async Task<IReadOnlyList<Attempt>> AttemptsAsync(SyncRun run, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var others = db.Set<SyncRun>().AsNoTracking().Where(one => one.ConnectionId == run.ConnectionId);
        var before = await others.Where(one => one.Id.CompareTo(run.Id) < 0).OrderByDescending(one => one.Id).Take(MostAttempts).ToListAsync(cancellationToken);
        var after = EndsRow(run) ? [] : await others.Where(one => one.Id.CompareTo(run.Id) > 0).OrderBy(one => one.Id).Take(MostAttempts).ToListAsync(cancellationToken);
        List<SyncRun> row = [.. before.TakeWhile(one => !EndsRow(one)).Reverse(), run, .. UpToEnd(after)];
        return [.. row.Select((one, index) => new Attempt(one, index == 0 ? null : one.StartedAt - (row[index - 1].FinishedAt ?? row[index - 1].StartedAt)))];
    }

    private static bool EndsRow(SyncRun run) => run.Status is not (SyncRunStatus.Failed or SyncRunStatus.Interrupted);

    private static IEnumerable<SyncRun> UpToEnd(IEnumerable<SyncRun> runs)
    {
        foreach (var run in runs)
        {
            yield return run;
            if (EndsRow(run)) yield break;
        }
    }
}

/// <summary>One of several tries.</summary>
/// <param name="Run">The run.</param>
/// <param name="Waited">From the end of the try before to its start; null for the first.</param>
public sealed record Attempt(SyncRun Run, TimeSpan? Waited);
