using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections.Letters;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections.Clock;

/// <summary>Reads the approval clock of stored connections, and records the moments that it reaches.</summary>
public sealed class ClockService(IDbContextFactory<PortalDbContext> database, ApprovalPolicy policy, Outbox outbox, StaffMailbox staff, TimeProvider time)
{
    private static readonly ConnectionStatus[] Waiting = [.. Enum.GetValues<ConnectionStatus>().Where(ConnectionLife.IsWaiting)];

    private static readonly ConnectionOperation[] Ticks =
        [ConnectionOperation.Submit, ConnectionOperation.RequestChanges, ConnectionOperation.Approve, ConnectionOperation.Reject];

    /// <summary>The clock of a connection, for the portal itself: the caller has checked who may see it.</summary>
    public async Task<ApprovalClock> ReadAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, connectionId, cancellationToken);
    }

    /// <summary>Notes the promised moment on a connection whose events the context holds or has changed; the caller saves.</summary>
    internal async Task NoteDueAsync(PortalDbContext db, Connection connection, CancellationToken cancellationToken)
    {
        await db.Entry(connection).Collection(one => one.Events).LoadAsync(cancellationToken);
        connection.DueAt = DueAt(connection.Events.Where(one => Ticks.Contains(one.Operation)).OrderBy(one => one.Id == 0).ThenBy(one => one.Id));
    }

    /// <summary>
    /// What the database says of every waiting connection's clock, for the scheduler to agree with; promised moments that a changed policy moved are
    /// noted anew.
    /// </summary>
    internal async Task<IReadOnlyDictionary<Guid, IReadOnlyList<(ClockMoment Moment, DateTimeOffset At)>>> OpenMomentsAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var waiting = db.Set<Connection>().Where(one => Waiting.Contains(one.Status));
        var noted = await waiting.ToDictionaryAsync(one => one.Id, one => one.DueAt, cancellationToken);
        var events = (await db.Set<ConnectionEvent>().AsNoTracking()
            .Where(one => Ticks.Contains(one.Operation) && waiting.Any(connection => connection.Id == one.ConnectionId))
            .OrderBy(one => one.Id)
            .ToListAsync(cancellationToken)).ToLookup(one => one.ConnectionId);
        var recorded = (await db.Set<ClockRecord>().AsNoTracking()
            .Where(one => waiting.Any(connection => connection.Id == one.ConnectionId))
            .Select(one => new { one.ConnectionId, one.ClockStartedAt, one.Moment })
            .ToListAsync(cancellationToken)).ToHashSet();

        var open = new Dictionary<Guid, IReadOnlyList<(ClockMoment, DateTimeOffset)>>();
        foreach (var (id, due) in noted)
        {
            var clock = ApprovalClock.Read(events[id], policy);
            open[id] = [.. clock.Moments().Where(one => !recorded.Contains(new { ConnectionId = id, ClockStartedAt = clock.StartedAt!.Value, one.Moment }))];
            if (clock.DeadlineAt != due)
            {
                await waiting.Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.DueAt, clock.DeadlineAt), cancellationToken);
            }
        }

        return open;
    }

    private DateTimeOffset? DueAt(IEnumerable<ConnectionEvent> events) =>
        ApprovalClock.Read(events, policy) is { State: ClockState.Running } clock ? clock.DeadlineAt : null;

    /// <summary>
    /// Records that the clock reached a moment, if it did: it runs, the moment is due and not recorded yet. Called too early, too late,
    /// twice or on two nodes at once, it is still recorded exactly once.
    /// </summary>
    /// <returns>True: this call recorded it.</returns>
    public async Task<bool> ReachAsync(Guid connectionId, ClockMoment moment, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var clock = await ReadAsync(db, connectionId, cancellationToken);
        var now = time.GetUtcNow();
        var due = clock.Moments().Where(one => one.Moment == moment && one.At <= now).Select(one => (DateTimeOffset?)one.At).FirstOrDefault();
        if (due is not { } dueAt || await IsRecordedAsync(db, connectionId, clock, moment, cancellationToken))
        {
            return false;
        }

        var connection = await db.Set<Connection>().AsNoTracking().FirstAsync(one => one.Id == connectionId, cancellationToken);
        var customerId = connection.CustomerId;
        db.Add(new ClockRecord { ConnectionId = connectionId, ClockStartedAt = clock.StartedAt!.Value, Moment = moment, DueAt = dueAt, ReachedAt = now });
        db.Add(AuditEntry.Of(Actor.System("clock"), now, "clock.reached", customerId, connectionId, newValue: moment.ToString()));
        foreach (var letter in await ClockLetters.OfAsync(db, connection, clock.StartedAt.Value, moment, staff, cancellationToken))
        {
            outbox.Add(db, letter);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException error) when (UniqueViolation.Caused(error))
        {
            // another node recorded it at this moment: the unique index kept one
            return false;
        }
    }

    /// <summary>What the clock of a connection still has to say: its moments that are not recorded, due or not.</summary>
    internal async Task<IReadOnlyList<(ClockMoment Moment, DateTimeOffset At)>> OpenMomentsAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var clock = await ReadAsync(db, connectionId, cancellationToken);
        var recorded = await db.Set<ClockRecord>()
            .Where(record => record.ConnectionId == connectionId && record.ClockStartedAt == clock.StartedAt)
            .Select(record => record.Moment)
            .ToListAsync(cancellationToken);
        return [.. clock.Moments().Where(one => !recorded.Contains(one.Moment))];
    }

    private async Task<ApprovalClock> ReadAsync(PortalDbContext db, Guid connectionId, CancellationToken cancellationToken) => ApprovalClock.Read(
        await db.Set<ConnectionEvent>().AsNoTracking()
            .Where(one => one.ConnectionId == connectionId && Ticks.Contains(one.Operation))
            .OrderBy(one => one.Id)
            .ToListAsync(cancellationToken),
        policy);

    private static Task<bool> IsRecordedAsync(PortalDbContext db, Guid connectionId, ApprovalClock clock, ClockMoment moment, CancellationToken cancellationToken) =>
        db.Set<ClockRecord>().AnyAsync(record => record.ConnectionId == connectionId && record.ClockStartedAt == clock.StartedAt && record.Moment == moment, cancellationToken);
}
