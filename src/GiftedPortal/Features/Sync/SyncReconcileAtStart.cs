using Quartz;

namespace GiftedPortal.Features.Sync;

/// <summary>
/// Lets a node that starts look for interrupted runs at once. The trigger of every minute is kept in the database with the phase of whoever ran before, and would
/// let them wait for it.
/// </summary>
internal sealed class SyncReconcileAtStart(ISchedulerFactory schedulers, TimeProvider time) : IHostedService
{
    public static JobKey Job { get; } = new("reconcile-syncs-at-start");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        await scheduler.ScheduleJob(
            JobBuilder.Create<SyncReconcileJob>().WithIdentity(Job).Build(),
            TriggerBuilder.Create<SyncReconcileJob>(time).WithIdentity(Job.Name).StartNow().Build(),
            ScheduleJobOptions.Replacing,
            cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
