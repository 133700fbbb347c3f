using GiftedPortal.Data;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Ui;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Brake;

/// <summary>Tells staff that a run waits for their decision.</summary>
internal sealed class BrakeLetters(Outbox outbox, StaffMailbox staff)
{
    /// <summary>Adds the letter to what is saved with the end of the run. A stop that follows another one, still undecided, is no news.</summary>
    public async Task AddAsync(PortalDbContext db, SyncRun run, CancellationToken cancellationToken)
    {
        var before = await db.Set<SyncRun>().AsNoTracking()
            .Where(one => one.ConnectionId == run.ConnectionId && one.Id != run.Id && (one.Status == SyncRunStatus.Succeeded || one.Status == SyncRunStatus.Stopped))
            .OrderByDescending(one => one.StartedAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (staff.Recipient is not { } mailbox || before is { Status: SyncRunStatus.Stopped, Decision: null })
        {
            return;
        }

        var company = await db.Set<Customer>().Where(one => one.Id == run.CustomerId).Select(one => one.Name).FirstAsync(cancellationToken);
        outbox.Add(db, new Letter(
            new LetterContent.StatusChange(LetterKind.SyncStopped, company, null), mailbox, PortalUrls.Run(run.Id), $"sync-stopped/{run.Id:N}", run.CustomerId, run.ConnectionId));
    }
}
