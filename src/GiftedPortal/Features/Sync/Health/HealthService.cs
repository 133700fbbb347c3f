using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Health;

/// <summary>Says how connections are doing, and since when.</summary>
public sealed class HealthService(IDbContextFactory<PortalDbContext> database, SyncPolicy policy, TimeProvider time)
{
    // connections that are looked at with one question
    private const int Together = 200;

    /// <summary>How a connection that the actor may see is doing; null before its approval, after its end, and for anybody else's.</summary>
    public async Task<HealthRecord?> OfAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var open = await db.Set<HealthRecord>().AsNoTracking()
            .Where(record => record.ConnectionId == connectionId && record.ClosedAt == null)
            .OrderByDescending(record => record.Id).FirstOrDefaultAsync(cancellationToken);
        return open is not null && actor.MaySee(open.CustomerId) ? open : null;
    }

    /// <summary>What is not healthy now, by who has the next move, and there what has lasted longest first. Staff only; anybody else gets none.</summary>
    public async Task<IReadOnlyList<OpenHealth>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var open = await (
            from record in db.Set<HealthRecord>().AsNoTracking()
            where record.ClosedAt == null
            join customer in db.Set<Customer>() on record.CustomerId equals customer.Id
            select new OpenHealth(record, customer.Name,
                db.Set<SyncRun>().Where(run => run.ConnectionId == record.ConnectionId).OrderByDescending(run => run.Id).Select(run => (Guid?)run.Id).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        // an older row that is open still was overtaken at the same moment
        return
        [
            .. open.GroupBy(one => one.Record.ConnectionId).Select(records => records.MaxBy(one => one.Record.Id)!)
                .Where(one => one.Record.State is not HealthState.Healthy)
                .OrderBy(one => one.Record.Owner).ThenBy(one => one.Record.OpenedAt),
        ];
    }

    /// <summary>Finds the connections that became late: nothing happens when syncs do not come, so somebody has to look.</summary>
    /// <returns>How many there are.</returns>
    public async Task<int> FindLateAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var limit = now - HealthRules.LateAfter * policy.Interval;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var late = await db.Set<Connection>()
            .Where(one => one.Status == ConnectionStatus.Live && one.StatusSince < limit
                && !db.Set<HealthRecord>().Any(record => record.ConnectionId == one.Id && record.ClosedAt == null && record.State == HealthState.Late)
                && !db.Set<SyncRun>().Any(run => run.ConnectionId == one.Id && run.Id.CompareTo(RunKeys.FirstOf(limit)) >= 0 && run.Status == SyncRunStatus.Succeeded))
            .Select(one => one.Id).ToListAsync(cancellationToken);
        foreach (var some in late.Chunk(Together))
        {
            await SettleAsync(some, now, cancellationToken);
        }

        return late.Count;
    }

    private async Task SettleAsync(IReadOnlyList<Guid> connectionIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var live = await db.Set<Connection>()
            .Where(one => connectionIds.Contains(one.Id) && one.Status == ConnectionStatus.Live)
            .Select(one => new
            {
                one.Id, one.CustomerId, one.Status, one.StatusSince,
                SucceededAt = db.Set<SyncRun>().Where(run => run.ConnectionId == one.Id && run.Status == SyncRunStatus.Succeeded)
                    .OrderByDescending(run => run.Id).Select(run => run.FinishedAt).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var open = (await db.Set<HealthRecord>().Where(record => connectionIds.Contains(record.ConnectionId) && record.ClosedAt == null).ToListAsync(cancellationToken))
            .ToLookup(record => record.ConnectionId);
        foreach (var one in live)
        {
            var health = HealthRules.Of(new HealthFacts(one.Status, one.StatusSince) { SucceededAt = one.SucceededAt }, policy.Interval, now);
            HealthKeeper.Settle(db, one.Id, one.CustomerId, health, [.. open[one.Id].OrderByDescending(record => record.Id)], now);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>A connection that is not healthy.</summary>
/// <param name="Record">Its state.</param>
/// <param name="CustomerName">The name that Gifted knows the customer by.</param>
/// <param name="NewestRun">Its newest run; null before the first.</param>
public sealed record OpenHealth(HealthRecord Record, string CustomerName, Guid? NewestRun);
