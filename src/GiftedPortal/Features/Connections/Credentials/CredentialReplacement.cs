using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections.Credentials;

/// <summary>
/// Replaces the credentials of a connection that goes on: the new ones are kept beside the old, checked, and switched to in one transaction
/// or cancelled. Until then everything goes on with the old ones. Members act on their own customer's connection only.
/// </summary>
public sealed class CredentialReplacement(IDbContextFactory<PortalDbContext> database, CredentialProtector protector, HrisProviders providers, TimeProvider time)
{
    /// <summary>The new credentials of a connection that the actor may see, without the token; null when there are none.</summary>
    public async Task<NewCredentialsView?> FindAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await PairAsync(db, connectionId, actor, cancellationToken) is { } pair ? NewCredentialsView.Of(pair.New, pair.Connection) : null;
    }

    /// <summary>Keeps new credentials beside the old ones, in place of any that were kept before.</summary>
    /// <returns>Null when kept, else why not.</returns>
    public async Task<ConnectionRefusal?> SaveAsync(Guid connectionId, string serviceUserId, Secret token, Actor actor, CancellationToken cancellationToken)
    {
        if (CredentialService.Usable(serviceUserId, token) is not { } usable)
        {
            return new ConnectionRefusal.BadCredentials();
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var connection = await db.Set<Connection>().FirstOrDefaultAsync(one => one.Id == connectionId, cancellationToken);
        if (Refuse(connection, actor) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var pending = await db.Set<NewCredentials>().FirstOrDefaultAsync(one => one.ConnectionId == connectionId, cancellationToken);
        if (pending is null)
        {
            pending = new NewCredentials { ConnectionId = connectionId };
            db.Add(pending);
        }

        pending.Version = Guid.CreateVersion7(now);
        (pending.ServiceUserId, pending.ProtectedToken, pending.Trial) = (usable.Id, protector.Protect(connectionId, usable.Token), null);
        (pending.SavedAt, pending.SavedBy) = (now, actor.Name);
        // written as it is: who ends the connection at this moment leaves no new token behind
        db.Entry(connection!).Property(one => one.Status).IsModified = true;
        db.Add(AuditEntry.Of(actor, now, "credentials.new-saved", connection!.CustomerId, connectionId, connection.ServiceUserId, usable.Id));
        return await SaveAsync(db, cancellationToken);
    }

    /// <summary>Runs one full check with the new credentials and keeps what it found beside them.</summary>
    /// <returns>What is kept now; null when there are no new credentials for this actor.</returns>
    public async Task<NewCredentialsView?> TryAsync(Guid connectionId, Actor actor, IProgress<PermissionFinding>? progress, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await PairAsync(db, connectionId, actor, cancellationToken) is not { } pair || Refuse(pair.Connection, actor) is not null)
        {
            return null;
        }

        var access = new ProviderConnection(pair.Connection.Environment, pair.New.ServiceUserId, protector.Unprotect(connectionId, pair.New.ProtectedToken)) { ConnectionId = connectionId };
        var report = await providers[pair.Connection.Provider].CheckPermissionsAsync(access, progress, cancellationToken);
        pair.New.Trial = CredentialTrial.Of(report, time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // a colleague saved others meanwhile, switched or cancelled: what was found is about credentials that are not there any more
        }

        return await FindAsync(connectionId, actor, cancellationToken);
    }

    /// <summary>Makes the new credentials the connection's own, and erases the old token.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="version">Which new credentials the actor has seen.</param>
    /// <param name="actor">Who switches.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>Null when switched, else why not: then the old ones stay.</returns>
    public async Task<ConnectionRefusal?> SwitchAsync(Guid connectionId, Guid version, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await PairAsync(db, connectionId, actor, cancellationToken) is not { New: var pending, Connection: var connection })
        {
            return await MissingAsync(db, connectionId, actor, cancellationToken);
        }

        if ((Refuse(connection, actor) ?? (pending.Version == version ? CredentialSwitch.Blocks(connection.AccountId, pending.Trial) : new ConnectionRefusal.ChangedMeanwhile())) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        db.Add(AuditEntry.Of(actor, now, "credentials.switched", connection.CustomerId, connectionId, connection.ServiceUserId, pending.ServiceUserId));
        (connection.ServiceUserId, connection.ProtectedToken, connection.CredentialsSavedAt) = (pending.ServiceUserId, pending.ProtectedToken, now);
        connection.AccountId ??= pending.Trial!.AccountId;
        db.Remove(pending);
        return await SaveAsync(db, cancellationToken);
    }

    /// <summary>Erases the new credentials; the old ones stay.</summary>
    /// <returns>Null when done, also when there were none; else why not.</returns>
    public async Task<ConnectionRefusal?> CancelAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await PairAsync(db, connectionId, actor, cancellationToken) is not { } pair || !actor.IsMemberOf(pair.Connection.CustomerId))
        {
            return await MissingAsync(db, connectionId, actor, cancellationToken) is ConnectionRefusal.NotFound notFound ? notFound : null;
        }

        db.Add(AuditEntry.Of(actor, time.GetUtcNow(), "credentials.new-cancelled", pair.Connection.CustomerId, connectionId, pair.New.ServiceUserId));
        db.Remove(pair.New);
        return await SaveAsync(db, cancellationToken);
    }

    private static ConnectionRefusal? Refuse(Connection? connection, Actor actor) =>
        connection is null || !actor.IsMemberOf(connection.CustomerId) ? new ConnectionRefusal.NotFound()
        : ConnectionLife.MayChangeCredentials(connection.Status) ? null
        : new ConnectionRefusal.NotNow(connection.Status, ConnectionOperation.Resume);

    private static async Task<ConnectionRefusal> MissingAsync(PortalDbContext db, Guid connectionId, Actor actor, CancellationToken cancellationToken) =>
        await db.Set<Connection>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == connectionId, cancellationToken) is { } own && actor.IsMemberOf(own.CustomerId)
            ? new ConnectionRefusal.ChangedMeanwhile()
            : new ConnectionRefusal.NotFound();

    private static async Task<Pair?> PairAsync(PortalDbContext db, Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        var connection = await db.Set<Connection>().FirstOrDefaultAsync(one => one.Id == connectionId, cancellationToken);
        var pending = await db.Set<NewCredentials>().FirstOrDefaultAsync(one => one.ConnectionId == connectionId, cancellationToken);
        return connection is not null && pending is not null && actor.MaySee(connection.CustomerId) ? new Pair(connection, pending) : null;
    }

    private static async Task<ConnectionRefusal?> SaveAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || UniqueViolation.Caused(exception))
        {
            return new ConnectionRefusal.ChangedMeanwhile();
        }
    }

    private sealed record Pair(Connection Connection, NewCredentials New);
}

/// <summary>New credentials as screens show them: never with the token. Moments are UTC.</summary>
/// <param name="Version">Which ones.</param>
/// <param name="ServiceUserId">The service user's id.</param>
/// <param name="SavedAt">When they were saved.</param>
/// <param name="SavedBy">By whom.</param>
/// <param name="SameServiceUser">The id is that of the old ones, so the provider accepts only the newer token.</param>
/// <param name="Trial">What a check with them found; null before.</param>
/// <param name="Blocked">Why they cannot be switched to; null when they can.</param>
public sealed record NewCredentialsView(
    Guid Version, string ServiceUserId, DateTimeOffset SavedAt, string SavedBy, bool SameServiceUser, CredentialTrial? Trial, ConnectionRefusal? Blocked)
{
    internal static NewCredentialsView Of(NewCredentials one, Connection connection) => new(
        one.Version, one.ServiceUserId, one.SavedAt, one.SavedBy, one.ServiceUserId == connection.ServiceUserId, one.Trial, CredentialSwitch.Blocks(connection.AccountId, one.Trial));
}

/// <summary>Whether new credentials may take the place of the old ones. Pure.</summary>
internal static class CredentialSwitch
{
    /// <summary>What keeps them from it; null: nothing. Fewer rights do not: that is the customer's to decide.</summary>
    /// <param name="accountId">The account that was approved, where it is known.</param>
    /// <param name="trial">What a check with the new ones found.</param>
    public static ConnectionRefusal? Blocks(string? accountId, CredentialTrial? trial) => trial switch
    {
        null => new ConnectionRefusal.NotTried(),
        { Accepted: false, Failure: { } failure } => new ConnectionRefusal.CredentialsNotAccepted(failure),
        _ when accountId is null || accountId == trial.AccountId => null,
        { AccountId: null } => new ConnectionRefusal.AccountUnknown(),
        _ => new ConnectionRefusal.OtherAccount(),
    };
}
