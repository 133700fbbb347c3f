using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Permissions.Drift;

/// <summary>Checks the connections whose turn it is in this night.</summary>
internal sealed partial class NightlyChecks(IDbContextFactory<PortalDbContext> database, PermissionService permissions, TimeProvider time, ILogger<NightlyChecks> logger)
{
    private static readonly ConnectionStatus[] Syncing = [.. Enum.GetValues<ConnectionStatus>().Where(ConnectionLife.Syncs)];

    private static Actor Night { get; } = Actor.System("nightly check");

    /// <summary>Checks one after the other: the night is long, and the address is shared by all customers.</summary>
    /// <returns>How many were checked.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken);
        foreach (var connectionId in due)
        {
            try
            {
                await permissions.CheckAsync(connectionId, Night, null, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // the others have their turn all the same; this one is due again at the next firing
                Log.CheckFailed(logger, exception, connectionId);
            }
        }

        return due.Count;
    }

    private async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var last = await (
            from connection in db.Set<Connection>()
            where Syncing.Contains(connection.Status) && connection.ProtectedToken != null
            orderby connection.Id
            select new
            {
                connection.Id,
                At = db.Set<PermissionCheck>().Where(check => check.ConnectionId == connection.Id).Max(check => (DateTimeOffset?)check.SeenAgainAt),
            }).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return [.. last.Where(one => NightlyRules.IsDue(one.Id, one.At, now)).Select(one => one.Id)];
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The nightly check of connection {ConnectionId} failed")]
        public static partial void CheckFailed(ILogger logger, Exception exception, Guid connectionId);
    }
}
