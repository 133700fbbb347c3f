using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections.Duplicates;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections;

/// <summary>Finds connections, and carries out the operations on them that need no other feature.</summary>
public sealed class ConnectionService(IDbContextFactory<PortalDbContext> database, HrisProviders providers, TimeProvider time)
{
    /// <summary>Longest reason of an operation, in characters.</summary>
    public const int LongestReason = 1000;

    /// <summary>The connection of a member's own customer, or the one that ended last; made on the first call. A viewer's as far as it is there; null for anybody else.</summary>
    public async Task<ConnectionSummary?> OfMemberAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor is not { Kind: ActorKind.Member or ActorKind.Viewer, CustomerId: { } customerId })
        {
            return null;
        }

        var provider = providers.Default;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var found = await CurrentAsync(db, customerId, provider, cancellationToken);
        if (found is not null || actor.Kind is ActorKind.Viewer)
        {
            return found;
        }

        await AddAsync(db, customerId, provider, actor, cancellationToken);
        return await CurrentAsync(db, customerId, provider, cancellationToken);
    }

    /// <summary>Begins a new set-up for a customer whose connection has ended; the ended one stays as it is.</summary>
    /// <returns>Null when begun, else why not.</returns>
    public async Task<ConnectionRefusal?> StartAgainAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind is not ActorKind.Member || await OfMemberAsync(actor, cancellationToken) is not { } current)
        {
            return new ConnectionRefusal.NotFound();
        }

        if (current.Status is not ConnectionStatus.Disconnected)
        {
            // a colleague or another tab began one already: theirs is the one
            return ConnectionLife.IsInSetup(current.Status) ? null : new ConnectionRefusal.NotNow(current.Status, ConnectionOperation.Submit);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await AddAsync(db, current.CustomerId, providers[current.Provider], actor, cancellationToken);
        return null;
    }

    // the one that has not ended, else the one that ended last
    private static Task<ConnectionSummary?> CurrentAsync(PortalDbContext db, Guid customerId, IHrisProvider provider, CancellationToken cancellationToken) => Summaries(db)
        .Where(one => one.CustomerId == customerId && one.Provider == provider.Key)
        .OrderBy(one => one.Status == ConnectionStatus.Disconnected).ThenByDescending(one => one.CreatedAt)
        .FirstOrDefaultAsync(cancellationToken);

    private async Task AddAsync(PortalDbContext db, Guid customerId, IHrisProvider provider, Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var connection = new Connection
        {
            Id = Guid.CreateVersion7(now),
            CustomerId = customerId,
            Provider = provider.Key,
            Environment = provider.DefaultEnvironment,
            GuideVersion = provider.Guide.Version,
            CreatedAt = now,
        };
        db.Add(connection);
        db.Add(AuditEntry.Of(actor, now, "connection.created", customerId, connection.Id));
        await FormerSyncs.MarkAsync(db, await db.Set<Customer>().FirstAsync(one => one.Id == customerId, cancellationToken), cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Caused(exception))
        {
            // another tab or colleague made it at this moment: the unique index kept one
        }
    }

    /// <summary>A connection that the actor may see, or null.</summary>
    public async Task<ConnectionSummary?> FindAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var found = await Summaries(db).FirstOrDefaultAsync(one => one.Id == id, cancellationToken);
        return found is not null && actor.MaySee(found.CustomerId) ? found : null;
    }

    /// <summary>All connections. Staff and the portal's jobs only; anybody else gets none.</summary>
    public async Task<IReadOnlyList<ConnectionSummary>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff && actor.Kind is not ActorKind.System)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Summaries(db).ToListAsync(cancellationToken);
    }

    /// <summary>Every change of status of a connection that the actor may see, oldest first.</summary>
    public async Task<IReadOnlyList<ConnectionEvent>> TimelineAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, actor, cancellationToken) is null)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<ConnectionEvent>().AsNoTracking().Where(one => one.ConnectionId == id).OrderBy(one => one.Id).ToListAsync(cancellationToken);
    }

    /// <summary>
    /// Carries out an operation of the system or an operator (syncs, pause, resume), or a member's own pause or resume, with its event and
    /// audit row in one transaction. Whoever ends a connection goes through <see cref="Erasure.ErasureService"/>.
    /// </summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<ConnectionRefusal?> OperateAsync(Guid id, ConnectionOperation operation, Actor actor, string? reason, CancellationToken cancellationToken)
    {
        // submits, decisions and ends have services of their own, which look at more than the status
        var isAllowed = operation switch
        {
            ConnectionOperation.Pause or ConnectionOperation.Resume => actor.Kind is ActorKind.Member or ActorKind.System || actor.HasAny(StaffRoles.Operator | StaffRoles.Admin),
            ConnectionOperation.StartFirstSync or ConnectionOperation.GoLive or ConnectionOperation.RaiseAttention => actor.Kind is ActorKind.System,
            _ => false,
        };
        if (!isAllowed)
        {
            return new ConnectionRefusal.NotAllowed();
        }

        if (reason?.Length > LongestReason)
        {
            return new ConnectionRefusal.BadReason(LongestReason);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var connection = await db.Set<Connection>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (connection is null || !actor.MaySee(connection.CustomerId))
        {
            return new ConnectionRefusal.NotFound();
        }

        if (actor.Kind is ActorKind.Member && operation is ConnectionOperation.Resume && await IsPausedByGiftedAsync(db, id, cancellationToken))
        {
            return new ConnectionRefusal.PausedByGifted();
        }

        return await db.CarryOutAsync(connection, operation, actor, time.GetUtcNow(), reason, cancellationToken);
    }

    /// <summary>Moves a connection in set-up to another environment of its provider. Members only.</summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<ConnectionRefusal?> UseEnvironmentAsync(Guid id, string environment, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var connection = await db.Set<Connection>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (connection is null || !actor.IsMemberOf(connection.CustomerId) || !providers[connection.Provider].Environments.Contains(environment))
        {
            return new ConnectionRefusal.NotFound();
        }

        if (!ConnectionLife.IsInSetup(connection.Status))
        {
            return new ConnectionRefusal.NotNow(connection.Status, ConnectionOperation.Submit);
        }

        if (connection.Environment == environment)
        {
            return null;
        }

        db.Add(AuditEntry.Of(actor, time.GetUtcNow(), "connection.environment", connection.CustomerId, id, connection.Environment, environment));
        connection.Environment = environment;
        // an account of the one environment says nothing in the other
        connection.AccountId = null;
        return await db.SaveUnlessDecidedAsync(connection, cancellationToken);
    }

    private static async Task<bool> IsPausedByGiftedAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Set<ConnectionEvent>().AsNoTracking().Where(one => one.ConnectionId == id && one.Operation == ConnectionOperation.Pause)
            .OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancellationToken) is { ActorKind: not ActorKind.Member };

    private static IQueryable<ConnectionSummary> Summaries(PortalDbContext db) =>
        from connection in db.Set<Connection>().AsNoTracking()
        join customer in db.Set<Customer>() on connection.CustomerId equals customer.Id
        select new ConnectionSummary
        {
            Id = connection.Id,
            CustomerId = customer.Id,
            CustomerName = customer.Name,
            SyncedBefore = customer.SyncedBefore,
            Provider = connection.Provider,
            Environment = connection.Environment,
            GuideVersion = connection.GuideVersion,
            CreatedAt = connection.CreatedAt,
            Status = connection.Status,
            StatusSince = connection.StatusSince,
            CompanyName = connection.CompanyName,
            Employees = connection.Employees,
            GroupMembers = connection.GroupMembers,
            ServiceUserId = connection.ServiceUserId,
            HasToken = connection.ProtectedToken != null,
            CredentialsSavedAt = connection.CredentialsSavedAt,
            AccountId = connection.AccountId,
            SubmittedById = connection.SubmittedById,
            ReviewerId = connection.ReviewerId,
            ReviewerName = connection.ReviewerName,
            ReviewerUntil = connection.ReviewerUntil,
        };
}
