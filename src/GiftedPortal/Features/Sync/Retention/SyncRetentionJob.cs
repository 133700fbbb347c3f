using Quartz;

namespace GiftedPortal.Features.Sync.Retention;

/// <summary>Removes runs and their lines at the end of their retention.</summary>
[DisallowConcurrentExecution]
internal sealed class SyncRetentionJob(SyncTrimmer trimmer) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await trimmer.TrimAsync(cancellationToken);
}
