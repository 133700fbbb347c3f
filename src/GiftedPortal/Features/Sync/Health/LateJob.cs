using Quartz;

namespace GiftedPortal.Features.Sync.Health;

/// <summary>Looks every minute for connections whose syncs do not come.</summary>
[DisallowConcurrentExecution]
internal sealed class LateJob(HealthService health) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await health.FindLateAsync(cancellationToken);
}
