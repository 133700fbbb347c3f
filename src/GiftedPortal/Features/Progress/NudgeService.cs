using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Ui;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Progress;

/// <summary>
/// Reminds people of a set-up in which nothing was done for a day: once, and again only after something was done. What is in a colleague's hands
/// is the colleague's to be reminded of, member or not yet.
/// </summary>
public sealed class NudgeService(IDbContextFactory<PortalDbContext> database, ProgressService progress, Outbox outbox, NudgePolicy policy, TimeProvider time)
{
    private static readonly Actor Actor = Actor.System("Nudge");

    /// <summary>Nudges every set-up that is idle.</summary>
    /// <returns>How many were.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var nudged = 0;
        foreach (var customer in await progress.ListAsync(Actor, cancellationToken))
        {
            if (customer.InSetup && now - customer.IdleSince >= policy.After && await NudgeAsync(customer, now, cancellationToken))
            {
                nudged++;
            }
        }

        return nudged;
    }

    private async Task<bool> NudgeAsync(CustomerProgress customer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var last = await db.Set<Nudge>().FirstOrDefaultAsync(one => one.ConnectionId == customer.Connection.Id, cancellationToken);
        if (last?.At >= customer.IdleSince)
        {
            return false;
        }

        var members = await db.Set<Member>().Where(member => member.CustomerId == customer.CustomerId).ToListAsync(cancellationToken);
        var asked = await db.Set<Handover>().Where(one => one.ConnectionId == customer.Connection.Id && one.OpenKey != null).Select(one => one.To).Distinct().ToListAsync(cancellationToken);
        var people = members.Where(member => asked.Contains(member.Email) || (customer.WaitingFor is null && !member.IsGuest));
        var recipients = people.Select(member => (To: new Recipient(member.Email, null, member.Language), Path: PortalUrls.Setup(customer.Step.Slug)))
            // whoever has not accepted yet finds the invitation at the start
            .Concat(asked.Where(email => members.TrueForAll(member => member.Email != email)).Select(email => (To: new Recipient(email), Path: PortalUrls.Home))).ToList();
        if (recipients.Count == 0)
        {
            return false;
        }

        if (last is null)
        {
            db.Add(new Nudge { ConnectionId = customer.Connection.Id, At = now });
        }
        else
        {
            last.At = now;
        }

        foreach (var (number, (recipient, path)) in recipients.Index())
        {
            outbox.Add(db, new Letter(
                new LetterContent.Nudge(customer.Connection.CustomerName), recipient, path,
                $"nudge:{customer.Connection.Id}:{now.UtcTicks}:{number}", customer.CustomerId, customer.Connection.Id));
        }

        db.Add(AuditEntry.Of(Actor, now, "setup.nudged", customer.CustomerId, customer.Connection.Id, newValue: customer.Step.Slug));
        return await db.SaveUnlessOvertakenAsync(cancellationToken);
    }
}
