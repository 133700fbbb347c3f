using Quartz;

namespace GiftedPortal.Features.Permissions.Drift;

/// <summary>Fires all night long; see <see cref="NightlyRules"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class NightlyCheckJob(NightlyChecks checks) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await checks.RunAsync(cancellationToken);
}
