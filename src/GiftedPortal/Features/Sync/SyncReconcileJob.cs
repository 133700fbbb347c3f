using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace GiftedPortal.Features.Sync;

/// <summary>
/// Makes the scheduler agree with the database: at start and every minute. It gives up runs whose process is gone, and repairs what
/// a crash between a commit and the scheduler left out.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class SyncReconcileJob(
    IDbContextFactory<PortalDbContext> database, SyncScheduler syncs, RunLifecycle runs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var orphans = await runs.GiveUpOrphansAsync(cancellationToken);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var wanted = await db.Set<Connection>().Where(one => SyncingStatuses.All.Contains(one.Status)).Select(one => one.Id).ToListAsync(cancellationToken);
        var jobs = await context.Scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(SyncJob.Group), cancellationToken);
        var scheduled = jobs.Select(key => Guid.Parse(key.Name)).ToHashSet();
        // at the process's first look all of them: the interval may have been set anew
        foreach (var connectionId in syncs.LooksFirst() ? wanted.Union(scheduled).ToList() : wanted.Except(scheduled).Concat(scheduled.Except(wanted)).ToList())
        {
            await syncs.RestoreAsync(connectionId, cancellationToken);
        }

        foreach (var connectionId in orphans.Intersect(wanted))
        {
            await syncs.RecoverAsync(connectionId, cancellationToken);
        }
    }
}
