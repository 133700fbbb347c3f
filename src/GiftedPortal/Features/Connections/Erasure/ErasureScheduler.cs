using Quartz;

namespace GiftedPortal.Features.Connections.Erasure;

/// <summary>Starts the job that erases.</summary>
public sealed class ErasureScheduler(ISchedulerFactory schedulers, TimeProvider time)
{
    /// <summary>Sees to it that a connection's erasure has a job, which starts at once. Call it after the commit; what a crash leaves out is done by the next reconciliation.</summary>
    public async Task EnsureAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var key = ErasureJob.KeyOf(connectionId);
        if (await scheduler.GetJobDetail(key, cancellationToken) is not null)
        {
            return;
        }

        await scheduler.ScheduleJob(
            JobBuilder.Create<ErasureJob>().WithIdentity(key).RequestRecovery().Build(),
            [TriggerBuilder.Create<ErasureJob>(time).WithIdentity(key.Name, key.Group).StartNow().Build()],
            ScheduleJobOptions.Replacing,
            cancellationToken);
    }
}
