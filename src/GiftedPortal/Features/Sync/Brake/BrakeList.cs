using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Brake;

/// <summary>Whom stopped runs listed, and whether that still counts.</summary>
internal static class BrakeList
{
    /// <summary>A run that began later has come to an end that counts.</summary>
    public static Task<bool> LaterAsync(PortalDbContext db, SyncRun run, CancellationToken cancellationToken) => db.Set<SyncRun>().AnyAsync(
        one => one.ConnectionId == run.ConnectionId && one.StartedAt > run.StartedAt && (one.Status == SyncRunStatus.Succeeded || one.Status == SyncRunStatus.Stopped),
        cancellationToken);

    /// <summary>The people whom staff let pass: those of the run that was decided on last, until a run has succeeded.</summary>
    public static async Task<IReadOnlySet<string>> LetPassAsync(PortalDbContext db, Guid connectionId, CancellationToken cancellationToken)
    {
        var last = await db.Set<SyncRun>().AsNoTracking()
            .Where(run => run.ConnectionId == connectionId && (run.Status == SyncRunStatus.Succeeded || run.Decision != null))
            .OrderByDescending(run => run.StartedAt)
            .FirstOrDefaultAsync(cancellationToken);
        return last is { Decision: BrakeDecision.Continue }
            ? (await db.Set<SyncEntry>().AsNoTracking()
                .Where(entry => entry.RunId == last.Id && entry.Kind == SyncEntryKind.Warning && entry.Code == SyncEntryCode.HeldByBrake)
                .Select(entry => entry.PersonId!)
                .ToListAsync(cancellationToken)).ToHashSet()
            : new HashSet<string>();
    }
}
