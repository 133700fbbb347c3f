using Quartz;

namespace GiftedPortal.Features.Audit.Retention;

/// <summary>Removes audit entries at the end of their retention.</summary>
[DisallowConcurrentExecution]
internal sealed class AuditRetentionJob(AuditTrimmer trimmer) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await trimmer.TrimAsync(cancellationToken);
}
