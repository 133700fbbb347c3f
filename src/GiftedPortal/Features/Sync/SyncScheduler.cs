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
    /// <summary>
    /// Makes the scheduler agree with the connection: a job with its interval while it syncs, none otherwise. Calling it again changes nothing.
    /// Call it after the commit of whatever changed the connection; what a crash leaves out is done by the next reconciliation.
    /// </summary>
    public async Task EnsureAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var syncs = await db.Set<Connection>().AnyAsync(one => one.Id == connectionId && SyncingStatuses.All.Contains(one.Status), cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (!syncs)
        {
            await scheduler.DeleteJob(SyncJob.KeyOf(connectionId), cancellationToken);
            return;
        }

        var key = new TriggerKey(connectionId.ToString(), SyncJob.Group);
        if (await scheduler.GetTrigger(key, cancellationToken) is ISimpleTrigger trigger && trigger.RepeatInterval == policy.Interval)
        {
            await scheduler.ResetTriggerFromErrorState(key, cancellationToken);
            return;
        }

        await scheduler.ScheduleJob(
            JobOf(connectionId),
            NewTrigger(connectionId, key)
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(policy.Interval).RepeatForever()
                    // after downtime once, at once, and from there on
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount))
                .Build(),
            ScheduleJobOptions.Replacing,
            cancellationToken);
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
        // one key for all requests: a second one replaces the first as long as it waits
        var trigger = NewTrigger(connectionId, new TriggerKey($"{connectionId}/now", SyncJob.Group)).UsingJobData(SyncJob.Why, why.ToString());
        if (requestedBy is not null)
        {
            trigger = trigger.UsingJobData(SyncJob.RequestedBy, requestedBy);
        }

        await scheduler.ScheduleJob(trigger.Build(), ScheduleJobOptions.Replacing, cancellationToken);
    }

    private TriggerBuilder<SyncJob> NewTrigger(Guid connectionId, TriggerKey key) =>
        TriggerBuilder.Create<SyncJob>(time).WithIdentity(key).ForJob(SyncJob.KeyOf(connectionId)).StartNow();

    private static IJobDetail JobOf(Guid connectionId) =>
        JobBuilder.Create<SyncJob>().WithIdentity(SyncJob.KeyOf(connectionId)).StoreDurably().RequestRecovery().Build();
}
