using GiftedPortal.Data;
using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Erasing;

/// <summary>Erases the lines of all runs, which name people by their ids; the runs stay, as counts. Waits for a run that is under way: it writes lines when it ends.</summary>
internal sealed class EntryEraser : IEraser
{
    public string Kind => "sync-entries";

    public async Task<int?> EraseAsync(PortalDbContext db, Guid connectionId, int atMost, CancellationToken cancellationToken)
    {
        var runs = db.Set<SyncRun>().Where(run => run.ConnectionId == connectionId);
        if (await runs.AnyAsync(run => run.Status == SyncRunStatus.Running, cancellationToken))
        {
            return null;
        }

        var next = await runs
            .Where(run => db.Set<SyncEntry>().Any(entry => entry.RunId == run.Id))
            .OrderBy(run => run.Id).Select(run => (Guid?)run.Id).FirstOrDefaultAsync(cancellationToken);
        var lines = await db.Set<SyncEntry>().Where(entry => entry.RunId == next).OrderBy(entry => entry.Id).Select(entry => entry.Id).Take(atMost).ToListAsync(cancellationToken);
        return await db.Set<SyncEntry>().Where(entry => lines.Contains(entry.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
