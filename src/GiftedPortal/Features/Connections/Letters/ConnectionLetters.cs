using GiftedPortal.Data;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GiftedPortal.Features.Connections.Letters;

/// <summary>
/// Adds a letter to each person concerned whenever a change of a connection's status is saved, whoever saves it: no operation can forget
/// to, and what is not committed tells nobody.
/// </summary>
internal sealed class ConnectionLetters(Outbox outbox, StaffMailbox staff) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is PortalDbContext db)
        {
            foreach (var change in Changes(db))
            {
                await AddLettersAsync(db, change, cancellationToken);
            }
        }

        return result;
    }

    /// <exception cref="InvalidOperationException">A status changed: the people to write to have to be read first.</exception>
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        eventData.Context is PortalDbContext db && Changes(db).Count > 0
            ? throw new InvalidOperationException("A change of a connection's status is saved with SaveChangesAsync.")
            : result;

    // of several changes in one save the last alone is news: nobody is told that something waits which is decided at the same moment
    private static List<ConnectionEvent> Changes(PortalDbContext db) =>
    [
        .. db.ChangeTracker.Entries<Connection>().ToList()
            .Select(entry => entry.Entity.Events.LastOrDefault(one => db.Entry(one).State is EntityState.Added))
            .OfType<ConnectionEvent>().Where(one => ConnectionNews.Of(one) is not null),
    ];

    private async Task AddLettersAsync(PortalDbContext db, ConnectionEvent change, CancellationToken cancellationToken)
    {
        var (kind, isForStaff) = ConnectionNews.Of(change)!.Value;
        var customer = await (
            from connection in db.Set<Connection>().AsNoTracking()
            join one in db.Set<Customer>() on connection.CustomerId equals one.Id
            where connection.Id == change.ConnectionId
            select new { one.Id, one.Name }).FirstAsync(cancellationToken);
        var content = new LetterContent.StatusChange(kind, customer.Name, ConnectionNews.ReasonForCustomer(change));
        var key = $"connection/{change.ConnectionId:N}/{change.At.UtcTicks}/{change.Operation}";

        if (isForStaff)
        {
            if (staff.Recipient is { } mailbox)
            {
                outbox.Add(db, new Letter(content, mailbox, PortalUrls.StaffConnection(change.ConnectionId), $"{key}/staff", customer.Id, change.ConnectionId));
            }

            return;
        }

        var members = await db.Set<Member>().AsNoTracking().Where(member => member.CustomerId == customer.Id).ToListAsync(cancellationToken);
        var quiet = await QuietPeriod.OfAsync(db, customer.Id, change, cancellationToken);
        foreach (var member in members)
        {
            if (quiet.EndFor(kind, member.Email) is { } from)
            {
                outbox.Add(db, new Letter(
                    content, new Recipient(member.Email, Culture: member.Language), ConnectionNews.PathOf(kind), $"{key}/{member.Id:N}", customer.Id, change.ConnectionId), from);
            }
        }
    }
}
