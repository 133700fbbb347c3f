using GiftedPortal.Features.Customers.Viewing;
using Quartz;

namespace GiftedPortal.Features.Progress;

/// <summary>Every ten minutes: nudges idle set-ups, and ends looks at customers whose time is over.</summary>
[DisallowConcurrentExecution]
internal sealed class NudgeJob(NudgeService nudges, ViewingService viewing) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await viewing.EndExpiredAsync(cancellationToken);
        await nudges.RunAsync(cancellationToken);
    }
}
