using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace GiftedPortal.Features.Connections.Clock;

/// <summary>Makes the scheduler agree with every waiting connection's clock: at start and every minute.</summary>
[DisallowConcurrentExecution]
internal sealed class ClockReconcileJob(IDbContextFactory<PortalDbContext> database, ClockScheduler clocks) : IJob
{
    private static readonly ConnectionStatus[] Waiting = [.. Enum.GetValues<ConnectionStatus>().Where(ConnectionLife.IsWaiting)];

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var waiting = await db.Set<Connection>().Where(one => Waiting.Contains(one.Status)).Select(one => one.Id).ToListAsync(cancellationToken);
        var jobs = await context.Scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(ClockMomentJob.Group), cancellationToken);
        foreach (var connectionId in waiting.Union(jobs.Select(key => Guid.Parse(key.Name))))
        {
            await clocks.EnsureAsync(connectionId, cancellationToken);
        }
    }
}
