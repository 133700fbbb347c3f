using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Permissions;

/// <summary>Runs permission checks, keeps them as evidence, and takes a person's word for what no call can show.</summary>
public sealed class PermissionService(
    IDbContextFactory<PortalDbContext> database, CredentialService credentials, ConnectionService connections, HrisProviders providers, TimeProvider time)
{
    /// <summary>
    /// Runs one full check with the stored credentials and keeps it. <paramref name="progress"/> hears each outcome as soon as it is settled.
    /// </summary>
    /// <returns>The check; null when the actor may not, there is no such connection, or no credentials are stored.</returns>
    public async Task<PermissionCheck?> CheckAsync(Guid connectionId, Actor actor, IProgress<PermissionFinding>? progress, CancellationToken cancellationToken)
    {
        if (actor.Kind == ActorKind.Staff && !actor.HasAny(StaffRoles.Reviewer | StaffRoles.Operator | StaffRoles.Admin))
        {
            return null;
        }

        if (await connections.FindAsync(connectionId, actor, cancellationToken) is not { } connection
            || await credentials.OpenAsync(connectionId, actor, cancellationToken) is not { } access)
        {
            return null;
        }

        var startedAt = time.GetUtcNow();
        var report = await providers[connection.Provider].CheckPermissionsAsync(access, progress, cancellationToken);
        return await KeepAsync(connection, report, actor, startedAt, cancellationToken);
    }

    /// <summary>The newest check of a connection that the actor may see, or null.</summary>
    public async Task<PermissionCheck?> LatestAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connectionId, actor, cancellationToken) is null)
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Newest(db, connectionId).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Confirmations given by hand, for a connection that the actor may see.</summary>
    public async Task<IReadOnlyList<PermissionConfirmation>> ConfirmationsAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connectionId, actor, cancellationToken) is null)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<PermissionConfirmation>().AsNoTracking().Where(one => one.ConnectionId == connectionId).ToListAsync(cancellationToken);
    }

    /// <summary>Takes a member's word for a permission that no call can show, or takes it back.</summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<ConnectionRefusal?> ConfirmAsync(Guid connectionId, string key, bool confirmed, Actor actor, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connectionId, actor, cancellationToken) is not { } connection || !actor.IsMemberOf(connection.CustomerId)
            || providers[connection.Provider].Permissions.All(permission => permission.Key != key || permission.Provable))
        {
            return new ConnectionRefusal.NotFound();
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var existing = await db.Set<PermissionConfirmation>().FirstOrDefaultAsync(one => one.ConnectionId == connectionId && one.Key == key, cancellationToken);
        if (existing is not null == confirmed)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (existing is not null)
        {
            db.Remove(existing);
        }
        else
        {
            db.Add(new PermissionConfirmation { ConnectionId = connectionId, Key = key, At = now, By = actor.Name });
        }

        db.Add(AuditEntry.Of(actor, now, confirmed ? "permission.confirmed" : "permission.unconfirmed", connection.CustomerId, connectionId, newValue: key));
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    private async Task<PermissionCheck> KeepAsync(ConnectionSummary connection, PermissionReport report, Actor actor, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var check = new PermissionCheck
        {
            Id = Guid.CreateVersion7(startedAt),
            ConnectionId = connection.Id,
            At = startedAt,
            SeenAgainAt = startedAt,
            GuideVersion = connection.GuideVersion,
            StartedBy = actor.Name,
            CredentialsFailure = report.Credentials.Failure?.Kind,
            AudienceKnown = report.Audience.Known,
            People = report.Audience.People,
            Result = StoredFindings.Of(report),
            Dialect = report.Dialect,
            Calls = report.Calls.Count,
            Duration = report.Duration,
        };

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var last = await Newest(db, connection.Id).AsTracking().FirstOrDefaultAsync(cancellationToken);
        if (last is not null && last.SaysTheSameAs(check))
        {
            // a checklist that is open for an hour leaves one row for each change, not one for each look
            last.SeenAgainAt = startedAt;
            check = last;
        }
        else
        {
            db.Add(check);
        }

        if (report.AccountId is { } account && ConnectionLife.IsInSetup(connection.Status) && account != connection.AccountId)
        {
            await db.Set<Connection>()
                .Where(one => one.Id == connection.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.AccountId, account), cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return check;
    }

    private static IQueryable<PermissionCheck> Newest(PortalDbContext db, Guid connectionId) =>
        db.Set<PermissionCheck>().AsNoTracking().Where(check => check.ConnectionId == connectionId).OrderByDescending(check => check.At);
}
