using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections;

/// <summary>Saves an operation on a connection: status, event and audit row in one transaction, or nothing of it.</summary>
internal static class ConnectionChanges
{
    /// <summary>Applies and saves, together with whatever else the context holds.</summary>
    /// <returns>Null when done; else why not, and nothing of the context is saved.</returns>
    public static async Task<ConnectionRefusal?> CarryOutAsync(
        this PortalDbContext db, Connection connection, ConnectionOperation operation, Actor actor, DateTimeOffset now, string? reason, CancellationToken cancellationToken)
    {
        if (db.Record(connection, operation, actor, now, reason) is { } refusal)
        {
            return refusal;
        }

        return await db.SaveUnlessDecidedAsync(connection, cancellationToken);
    }

    /// <summary>Applies without saving.</summary>
    public static ConnectionRefusal? Record(this PortalDbContext db, Connection connection, ConnectionOperation operation, Actor actor, DateTimeOffset now, string? reason, Ruling? ruling = null)
    {
        var from = connection.Status;
        if (connection.Apply(operation, actor, now, reason, ruling) is { } refusal)
        {
            return refusal;
        }

        db.Add(AuditEntry.Of(
            actor, now, $"connection.{JsonNamed(operation)}", connection.CustomerId, connection.Id, from.ToString(), connection.Status.ToString(), reason ?? ruling?.ToString()));
        return null;
    }

    /// <summary>Saves; the second of two who decide at once is told who was first.</summary>
    public static async Task<ConnectionRefusal?> SaveUnlessDecidedAsync(this PortalDbContext db, Connection connection, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            var last = await db.Set<ConnectionEvent>().AsNoTracking()
                .Where(one => one.ConnectionId == connection.Id)
                .OrderByDescending(one => one.Id)
                .FirstAsync(cancellationToken);
            var until = await db.Set<Connection>().AsNoTracking().Where(one => one.Id == connection.Id).Select(one => one.ReviewerUntil).FirstAsync(cancellationToken);
            return last.To is ConnectionStatus.InReview && until is not null
                ? new ConnectionRefusal.Taken(last.ActorName, until.Value)
                : new ConnectionRefusal.AlreadyDecided(last.ActorName, last.At, last.To);
        }
    }

    private static string JsonNamed(ConnectionOperation operation) =>
        System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(operation.ToString());
}
