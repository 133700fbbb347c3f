using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GiftedPortal.Features.Sync.Health;

/// <summary>
/// Opens and closes states of health whenever a change that they follow from is saved, whoever saves it and in the same transaction. No
/// index makes the open state unique: of two changes at the same moment none may fail because of the other, and the newest row counts.
/// </summary>
internal sealed class HealthKeeper(SyncPolicy policy) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is PortalDbContext db)
        {
            foreach (var (connectionId, at) in Changes(db))
            {
                await SettleAsync(db, connectionId, at, cancellationToken);
            }
        }

        return result;
    }

    private async Task SettleAsync(PortalDbContext db, Guid connectionId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connection = db.Set<Connection>().Local.FirstOrDefault(one => one.Id == connectionId)
            ?? await db.Set<Connection>().AsNoTracking().FirstAsync(one => one.Id == connectionId, cancellationToken);
        var health = HealthRules.Of(await HealthReading.OfAsync(db, connection, cancellationToken), policy.Interval, now);
        var open = await db.Set<HealthRecord>().Where(record => record.ConnectionId == connectionId && record.ClosedAt == null).OrderByDescending(record => record.Id).ToListAsync(cancellationToken);
        Settle(db, connectionId, connection.CustomerId, health, open, now);
    }

    /// <summary>Makes the stored state agree with what is known; the caller saves.</summary>
    /// <param name="db">Where.</param>
    /// <param name="connectionId">The connection.</param>
    /// <param name="customerId">Its customer.</param>
    /// <param name="health">How it is doing; null: it does not sync.</param>
    /// <param name="open">The states that are open, newest first.</param>
    /// <param name="now">UTC.</param>
    public static void Settle(PortalDbContext db, Guid connectionId, Guid customerId, HealthFinding? health, IReadOnlyList<HealthRecord> open, DateTimeOffset now)
    {
        if (health is not null && open is [var newest, ..] && newest.State == health.State && newest.Owner == health.Owner)
        {
            return;
        }

        foreach (var record in open)
        {
            record.ClosedAt = now;
        }

        if (health is not null)
        {
            db.Add(new HealthRecord
            {
                ConnectionId = connectionId, CustomerId = customerId, State = health.State, Owner = health.Owner, Because = health.Because, OpenedAt = now,
            });
        }
    }

    // changes of a connection's status, and ends of runs: each with its moment
    private static List<(Guid ConnectionId, DateTimeOffset At)> Changes(PortalDbContext db) =>
    [
        .. db.ChangeTracker.Entries<ConnectionEvent>().Where(entry => entry.State is EntityState.Added).Select(entry => (entry.Entity.ConnectionId, entry.Entity.At))
            .Concat(db.ChangeTracker.Entries<SyncRun>()
                .Where(entry => entry.State is EntityState.Modified && entry.Entity.FinishedAt is not null && entry.Property(run => run.Status).OriginalValue is SyncRunStatus.Running)
                .Select(entry => (entry.Entity.ConnectionId, entry.Entity.FinishedAt!.Value)))
            .GroupBy(change => change.ConnectionId).Select(changes => (changes.Key, changes.Max(change => change.Item2))),
    ];
}
