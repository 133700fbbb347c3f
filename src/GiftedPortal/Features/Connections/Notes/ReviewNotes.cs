using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections.Notes;

/// <summary>Keeps notes about connections: among staff, or for the customer to read.</summary>
public sealed class ReviewNotes(IDbContextFactory<PortalDbContext> database, ConnectionService connections, TimeProvider time)
{
    /// <summary>Longest note, in characters.</summary>
    public const int Longest = 4000;

    /// <summary>Notes that the actor may read, oldest first: all of them for staff, those for the customer for its own people.</summary>
    public async Task<IReadOnlyList<ReviewNote>> ListAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connectionId, actor, cancellationToken) is null)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<ReviewNote>().AsNoTracking()
            .Where(note => note.ConnectionId == connectionId && (actor.IsStaff || note.ForCustomer))
            .OrderBy(note => note.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Adds a note, whatever the connection's status. Reviewers, operators and admins only.</summary>
    /// <returns>Null when added, else why not.</returns>
    public async Task<ConnectionRefusal?> AddAsync(Guid connectionId, string text, bool forCustomer, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Reviewer | StaffRoles.Operator | StaffRoles.Admin))
        {
            return new ConnectionRefusal.NotAllowed();
        }

        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > Longest)
        {
            return new ConnectionRefusal.BadReason(Longest);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Connection>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == connectionId, cancellationToken) is not { } connection)
        {
            return new ConnectionRefusal.NotFound();
        }

        var now = time.GetUtcNow();
        db.Add(new ReviewNote { ConnectionId = connectionId, At = now, AuthorId = actor.Id, AuthorName = actor.Name, ForCustomer = forCustomer, Text = trimmed });
        db.Add(AuditEntry.Of(actor, now, forCustomer ? "note.for-customer" : "note.internal", connection.CustomerId, connectionId, newValue: trimmed));
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
