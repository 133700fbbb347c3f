using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions.Live;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Permissions;

/// <summary>Runs permission checks, keeps them as evidence, and takes a person's word for what no call can show.</summary>
public sealed partial class PermissionService(
    IDbContextFactory<PortalDbContext> database,
    CredentialService credentials,
    ConnectionService connections,
    HrisProviders providers,
    LiveChecks live,
    TimeProvider time,
    ILogger<PermissionService> logger)
{
    private static readonly TimeSpan Behind = TimeSpan.FromSeconds(3);
    private readonly CheckKeeper _keeper = new(database, providers);

    /// <summary>
    /// Runs one full check with the stored credentials and keeps it, or joins the one that runs on this node. While no try is allowed, nothing
    /// is asked and the newest check stands. <paramref name="progress"/> hears each outcome as soon as it is settled.
    /// </summary>
    /// <returns>The check; null when the actor may not, there is no such connection, or no credentials are stored.</returns>
    public Task<PermissionCheck?> CheckAsync(Guid connectionId, Actor actor, IProgress<PermissionFinding>? progress, CancellationToken cancellationToken) =>
        CheckAsync(connectionId, actor, actor.Kind == ActorKind.System ? CheckOccasion.Routine : CheckOccasion.Asked, progress, cancellationToken);

    /// <summary>The same for an open page that looks by itself.</summary>
    /// <returns>As for a check that somebody asks for.</returns>
    public Task<PermissionCheck?> LookAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken) =>
        CheckAsync(connectionId, actor, CheckOccasion.Watching, null, cancellationToken);

    private async Task<PermissionCheck?> CheckAsync(
        Guid connectionId, Actor actor, CheckOccasion occasion, IProgress<PermissionFinding>? progress, CancellationToken cancellationToken)
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

        if (await LatestAsync(connectionId, actor, cancellationToken) is { } latest && latest.SeenAgainAt >= connection.CredentialsSavedAt && CheckPace.HeldUntil(latest) > time.GetUtcNow())
        {
            return latest;
        }

        var open = live.Open(connectionId);
        try
        {
            return await open.RunAsync(heard => RunAsync(connection, access, actor, occasion, heard), progress).WaitAsync(cancellationToken);
        }
        finally
        {
            live.Close(connectionId);
        }
    }

    /// <summary>The newest check of a connection that the actor may see, or null.</summary>
    public async Task<PermissionCheck?> LatestAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken) =>
        await HistoryAsync(connectionId, 0, 1, actor, cancellationToken) is [var newest] ? newest : null;

    /// <summary>Checks of a connection that the actor may see, newest first.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="skip">How many of the newest to leave out.</param>
    /// <param name="take">How many at the most.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<PermissionCheck>> HistoryAsync(Guid connectionId, int skip, int take, Actor actor, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connectionId, actor, cancellationToken) is null)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<PermissionCheck>().AsNoTracking().Where(check => check.ConnectionId == connectionId)
            .OrderByDescending(check => check.At).Skip(skip).Take(take).ToListAsync(cancellationToken);
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
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || UniqueViolation.Caused(exception))
        {
            // a colleague said the same at this moment: theirs stands
        }

        return null;
    }

    /// <summary>Lets a viewer look on: what is stored now, and every outcome as it comes, whoever asked for the check.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="actor">The viewer.</param>
    /// <param name="changed">Called on any thread, a few times a second at the most.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>To be disposed with the page; null when there is no such connection for this actor.</returns>
    public async Task<LiveWatch?> WatchAsync(Guid connectionId, Actor actor, Action changed, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connectionId, actor, cancellationToken) is null)
        {
            return null;
        }

        var watch = new LiveWatch(live, connectionId, changed);
        await CatchUpAsync(watch, actor, now: true, cancellationToken);
        return watch;
    }

    /// <summary>Takes over what other nodes and colleagues have stored; the database is asked every few seconds at the most, however many look on.</summary>
    /// <param name="watch">The viewer's look.</param>
    /// <param name="actor">The viewer.</param>
    /// <param name="now">True: ask in any case.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task CatchUpAsync(LiveWatch watch, Actor actor, bool now, CancellationToken cancellationToken)
    {
        if ((now || watch.Check.IsBehind(Behind)) && await connections.FindAsync(watch.ConnectionId, actor, cancellationToken) is { } connection)
        {
            var confirmed = await ConfirmationsAsync(watch.ConnectionId, actor, cancellationToken);
            watch.Check.Take(await LatestAsync(watch.ConnectionId, actor, cancellationToken), confirmed, connection.CredentialsSavedAt);
        }
    }

    // bounded by the provider's own deadline, and not by whoever started it: others look on
    private async Task<PermissionCheck> RunAsync(
        ConnectionSummary connection, ProviderConnection access, Actor actor, CheckOccasion occasion, IProgress<PermissionFinding> progress)
    {
        try
        {
            var startedAt = time.GetUtcNow();
            var report = await providers[connection.Provider].CheckPermissionsAsync(access, occasion, progress, CancellationToken.None);
            return await _keeper.KeepAsync(connection.Id, report, actor, startedAt, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.CheckFailed(logger, exception, connection.Id);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The permission check of connection {ConnectionId} failed")]
        public static partial void CheckFailed(ILogger logger, Exception exception, Guid connectionId);
    }
}
