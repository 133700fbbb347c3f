using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace GiftedPortal.Features.Sync;

/// <summary>What became of a request to sync now.</summary>
public enum SyncRequest
{
    /// <summary>A run starts at once.</summary>
    Accepted,

    /// <summary>A run is under way already; it serves.</summary>
    UnderWay,

    /// <summary>The connection's status does not allow it.</summary>
    NotNow,

    /// <summary>There is no such connection for this actor.</summary>
    NotFound,

    /// <summary>The actor's role does not allow it.</summary>
    NotAllowed,
}

/// <summary>Keeps one job and trigger for each connection that syncs.</summary>
public sealed class SyncScheduler(
    IDbContextFactory<PortalDbContext> database, ISchedulerFactory schedulers, ConnectionService connections, SyncPolicy policy, TimeProvider time)
{
    private int _looked;

    /// <summary>
    /// Makes the scheduler agree with the connection: a job with its interval while it syncs, whose first run begins at once, none otherwise. Calling it again changes nothing.
    /// Call it after the commit of whatever changed the connection; what a crash leaves out is done by the next reconciliation.
    /// </summary>
    public Task EnsureAsync(Guid connectionId, CancellationToken cancellationToken) => EnsureAsync(connectionId, atOnce: true, cancellationToken);

    /// <summary>
    /// The same for many connections at once, as after the loss of all jobs or with another interval: each begins at its own slot. Only who has never been synced begins at once.
    /// </summary>
    internal Task RestoreAsync(Guid connectionId, CancellationToken cancellationToken) => EnsureAsync(connectionId, atOnce: false, cancellationToken);

    /// <summary>True once in each process.</summary>
    internal bool LooksFirst() => Interlocked.Exchange(ref _looked, 1) == 0;

    private async Task EnsureAsync(Guid connectionId, bool atOnce, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var found = await db.Set<Connection>().Where(one => one.Id == connectionId && SyncingStatuses.All.Contains(one.Status))
            .Select(one => new { one.Status, one.Employees }).FirstOrDefaultAsync(cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (found is null)
        {
            await scheduler.DeleteJob(SyncJob.KeyOf(connectionId), cancellationToken);
            return;
        }

        var key = ScheduleOf(connectionId);
        if (await scheduler.GetTrigger(key, cancellationToken) is ISimpleTrigger trigger && trigger.RepeatInterval == policy.Interval)
        {
            await scheduler.ResetTriggerFromErrorState(key, cancellationToken);
            return;
        }

        var now = time.GetUtcNow();
        var group = SyncShares.Of(found.Employees ?? 0);
        await scheduler.ScheduleJob(
            JobOf(connectionId),
            NewTrigger(connectionId, key)
                .StartAt(atOnce || found.Status is ConnectionStatus.Approved or ConnectionStatus.FirstSync ? now : SyncSlots.After(now, connectionId, policy.Interval))
                .WithExecutionGroup(group)
                .WithMisfireThreshold(SyncShares.Patience(group, policy.Interval))
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(policy.Interval).RepeatForever()
                    // who is overdue after downtime waits for the next turn, so that not all of them begin together
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithExistingCount))
                .Build(),
            ScheduleJobOptions.Replacing,
            cancellationToken);
    }

    /// <summary>Gives the connection's schedule the share of workers that a company of this size has; changes nothing else about it.</summary>
    internal async Task ShareAsync(Guid connectionId, int people, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var (key, group) = (ScheduleOf(connectionId), SyncShares.Of(people));
        if (await scheduler.GetTrigger(key, cancellationToken) is { } trigger && trigger.ExecutionGroup != group)
        {
            var update = new TriggerDetailsUpdate().WithExecutionGroup(group).WithMisfireThreshold(SyncShares.Patience(group, policy.Interval));
            await scheduler.UpdateTriggerDetails(key, update, cancellationToken);
        }
    }

    /// <summary>Whether a run that was asked for then (UTC) has been made already: another began since.</summary>
    internal async Task<bool> IsServedAsync(Guid connectionId, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<SyncRun>().Where(run => run.ConnectionId == connectionId).OrderByDescending(run => run.Id).Select(run => (DateTimeOffset?)run.StartedAt).FirstOrDefaultAsync(cancellationToken) >= askedAt;
    }

    /// <summary>Asks for a run now. Requests that come together make one run.</summary>
    public async Task<SyncRequest> RequestAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Operator | StaffRoles.Admin))
        {
            return SyncRequest.NotAllowed;
        }

        if (await connections.FindAsync(connectionId, actor, cancellationToken) is not { } connection)
        {
            return SyncRequest.NotFound;
        }

        if (!ConnectionLife.Syncs(connection.Status))
        {
            return SyncRequest.NotNow;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<SyncRun>().AnyAsync(run => run.ConnectionId == connectionId && run.Status == SyncRunStatus.Running, cancellationToken))
        {
            return SyncRequest.UnderWay;
        }

        db.Add(AuditEntry.Of(actor, time.GetUtcNow(), "sync.requested", connection.CustomerId, connectionId));
        await db.SaveChangesAsync(cancellationToken);
        await StartAsync(connectionId, SyncTrigger.Requested, actor.Name, cancellationToken);
        return SyncRequest.Accepted;
    }

    /// <summary>Starts a run at once, in place of one that was interrupted.</summary>
    internal Task RecoverAsync(Guid connectionId, CancellationToken cancellationToken) => StartAsync(connectionId, SyncTrigger.Recovery, requestedBy: null, cancellationToken);

    /// <summary>Starts a run at once for a person who has mended something; the caller has checked their right and the connection's status.</summary>
    internal Task StartAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken) => StartAsync(connectionId, SyncTrigger.Requested, actor.Name, cancellationToken);

    private async Task StartAsync(Guid connectionId, SyncTrigger why, string? requestedBy, CancellationToken cancellationToken)
    {
        await EnsureAsync(connectionId, cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        // one key for all requests: a second one replaces the first as long as it waits. It goes before what is due anyway, and has the share of workers of the schedule
        var schedule = await scheduler.GetTrigger(ScheduleOf(connectionId), cancellationToken);
        var trigger = NewTrigger(connectionId, new TriggerKey($"{connectionId}/now", SyncJob.Group))
            .StartNow().WithExecutionGroup(schedule?.ExecutionGroup).WithPriority(TriggerConstants.DefaultPriority + 1)
            .UsingJobData(SyncJob.Why, why.ToString());
        if (requestedBy is not null)
        {
            trigger = trigger.UsingJobData(SyncJob.RequestedBy, requestedBy);
        }

        await scheduler.ScheduleJob(trigger.Build(), ScheduleJobOptions.Replacing, cancellationToken);
    }

    private TriggerBuilder<SyncJob> NewTrigger(Guid connectionId, TriggerKey key) =>
        TriggerBuilder.Create<SyncJob>(time).WithIdentity(key).ForJob(SyncJob.KeyOf(connectionId));

    private static TriggerKey ScheduleOf(Guid connectionId) => new(connectionId.ToString(), SyncJob.Group);

    private static IJobDetail JobOf(Guid connectionId) =>
        JobBuilder.Create<SyncJob>().WithIdentity(SyncJob.KeyOf(connectionId)).StoreDurably().RequestRecovery().Build();
}
