using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Ui;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Progress;

/// <summary>
/// Reminds people of a set-up in which nothing was done for a day: once, and again only after something was done. What is in a colleague's hands
/// is the colleague's to be reminded of.
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
        var people = customer.WaitingFor is { } colleague ? members.Where(member => member.Email == colleague) : members.Where(member => !member.IsGuest);
        var recipients = people.Select(member => new Recipient(member.Email, null, member.Language)).ToList();
        if (recipients.Count == 0)
        {
            // a colleague who has not accepted yet has a link of their own in the message that asked them
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

        foreach (var recipient in recipients)
        {
            outbox.Add(db, new Letter(
                new LetterContent.Nudge(customer.Connection.CustomerName), recipient, PortalUrls.Setup(customer.Step.Slug),
                $"nudge:{customer.Connection.Id}:{now.UtcTicks}:{members.FindIndex(member => member.Email == recipient.Address)}", customer.CustomerId, customer.Connection.Id));
        }

        db.Add(AuditEntry.Of(Actor, now, "setup.nudged", customer.CustomerId, customer.Connection.Id, newValue: customer.Step.Slug));
        return await db.SaveUnlessOvertakenAsync(cancellationToken);
    }
}
