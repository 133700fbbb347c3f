using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Customers.Viewing;

/// <summary>Lets staff look at a customer's pages as its members see them: for a reason, for half an hour, audited at both ends.</summary>
public sealed class ViewingService(IDbContextFactory<PortalDbContext> database, TimeProvider time)
{
    /// <summary>How long a look lasts at the most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>Begins. Staff only, with a reason.</summary>
    /// <returns>The view, or why not.</returns>
    public async Task<(CustomerView? View, CustomerRefusal? Refusal)> StartAsync(Guid customerId, string reason, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return (null, CustomerRefusal.NotAllowed);
        }

        var why = reason.Trim();
        if (why.Length is 0 or > LongestReason)
        {
            return (null, CustomerRefusal.BadReason);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Customer>().Where(one => one.Id == customerId).Select(one => one.Name).FirstOrDefaultAsync(cancellationToken) is not { } company)
        {
            return (null, CustomerRefusal.NotFound);
        }

        var now = time.GetUtcNow();
        var view = new CustomerView(Guid.CreateVersion7(now), customerId, company, now + Longest);
        db.Add(new ViewRecord { Id = view.Id, CustomerId = customerId, ActorId = actor.Id, ActorName = actor.Name, Until = view.Until });
        db.Add(AuditEntry.Of(actor, now, "customer.view-started", customerId, reason: why));
        await db.SaveChangesAsync(cancellationToken);
        return (view, null);
    }

    /// <summary>Whether this person's view lasts.</summary>
    public async Task<bool> IsOpenAsync(CustomerView view, Actor actor, CancellationToken cancellationToken)
    {
        if (view.Until <= time.GetUtcNow())
        {
            return false;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<ViewRecord>().AnyAsync(one => one.Id == view.Id && one.ActorId == actor.Id && one.EndedAt == null, cancellationToken);
    }

    /// <summary>Ends a person's own view; nothing happens when it has ended.</summary>
    public async Task EndAsync(CustomerView view, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<ViewRecord>().FirstOrDefaultAsync(one => one.Id == view.Id && one.ActorId == actor.Id && one.EndedAt == null, cancellationToken) is { } record)
        {
            End(db, record);
            await db.SaveUnlessOvertakenAsync(cancellationToken);
        }
    }

    /// <summary>Ends those whose time is over.</summary>
    public async Task EndExpiredAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        foreach (var record in await db.Set<ViewRecord>().Where(one => one.EndedAt == null && one.Until <= now).ToListAsync(cancellationToken))
        {
            End(db, record);
        }

        await db.SaveUnlessOvertakenAsync(cancellationToken);
    }

    private void End(PortalDbContext db, ViewRecord record)
    {
        var now = time.GetUtcNow();
        // a view that ran out ended then, whenever somebody notices
        record.EndedAt = now < record.Until ? now : record.Until;
        var person = new Actor(record.ActorId, record.ActorName, null, ActorKind.Viewer, record.CustomerId, StaffRoles.None);
        db.Add(AuditEntry.Of(person, record.EndedAt.Value, "customer.view-ended", record.CustomerId));
    }
}
