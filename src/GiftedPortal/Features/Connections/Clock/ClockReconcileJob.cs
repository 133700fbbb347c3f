using Quartz;

namespace GiftedPortal.Features.Connections.Clock;

/// <summary>Makes the scheduler agree with every waiting connection's clock: at start and every minute.</summary>
[DisallowConcurrentExecution]
internal sealed class ClockReconcileJob(ClockScheduler clocks) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await clocks.EnsureAllAsync(cancellationToken);
}
