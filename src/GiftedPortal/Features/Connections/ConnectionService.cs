using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections;

/// <summary>Finds connections, and carries out the operations on them that need no other feature.</summary>
public sealed class ConnectionService(IDbContextFactory<PortalDbContext> database, HrisProviders providers, TimeProvider time)
{
    /// <summary>The connection of a member's own customer, made on the first call; a viewer's as far as it is there. Null for anybody else.</summary>
    public async Task<ConnectionSummary?> OfMemberAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor is not { Kind: ActorKind.Member or ActorKind.Viewer, CustomerId: { } customerId })
        {
            return null;
        }

        var provider = providers.Default;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var found = await Summaries(db).FirstOrDefaultAsync(one => one.CustomerId == customerId && one.Provider == provider.Key, cancellationToken);
        if (found is not null || actor.Kind is ActorKind.Viewer)
        {
            return found;
        }

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
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Caused(exception))
        {
            // another tab or colleague made it at this moment: the unique index kept one
        }

        return await Summaries(db).FirstAsync(one => one.CustomerId == customerId && one.Provider == provider.Key, cancellationToken);
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
    /// Carries out an operation of the system or an operator (syncs, pause, resume), with its event and audit row in one transaction.
    /// </summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<ConnectionRefusal?> OperateAsync(Guid id, ConnectionOperation operation, Actor actor, string? reason, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.System && !actor.HasAny(StaffRoles.Operator | StaffRoles.Admin))
        {
            return new ConnectionRefusal.NotAllowed();
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var connection = await db.Set<Connection>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (connection is null)
        {
            return new ConnectionRefusal.NotFound();
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
            ReviewerName = connection.ReviewerName,
        };
}

/// <summary>A connection as screens show it: never with its token. Moments are UTC.</summary>
public sealed record ConnectionSummary
{
    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>The name that Gifted knows the customer by.</summary>
    public required string CustomerName { get; init; }

    /// <summary>The customer synced under the old method.</summary>
    public required bool SyncedBefore { get; init; }

    /// <summary>Key of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Name of the provider's environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Version of the guide.</summary>
    public required int GuideVersion { get; init; }

    /// <summary>When the set-up began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required ConnectionStatus Status { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset StatusSince { get; init; }

    /// <summary>The company name as typed.</summary>
    public required string? CompanyName { get; init; }

    /// <summary>How many people the customer says it employs.</summary>
    public required int? Employees { get; init; }

    /// <summary>How many members the customer says the permission group has.</summary>
    public required int? GroupMembers { get; init; }

    /// <summary>The service user's id.</summary>
    public required string? ServiceUserId { get; init; }

    /// <summary>A token is stored.</summary>
    public required bool HasToken { get; init; }

    /// <summary>When the credentials were stored.</summary>
    public required DateTimeOffset? CredentialsSavedAt { get; init; }

    /// <summary>The tenant's id at the provider.</summary>
    public required string? AccountId { get; init; }

    /// <summary>Who submitted it.</summary>
    public required string? SubmittedById { get; init; }

    /// <summary>Who reviews or decided it.</summary>
    public required string? ReviewerName { get; init; }
}
