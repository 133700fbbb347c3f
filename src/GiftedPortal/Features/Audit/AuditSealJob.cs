using Quartz;

namespace GiftedPortal.Features.Audit;

/// <summary>Seals new entries of the audit trail every few seconds.</summary>
[DisallowConcurrentExecution]
internal sealed class AuditSealJob(AuditChain chain) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await chain.SealAsync(cancellationToken);
}
