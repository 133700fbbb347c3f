using Quartz;

namespace GiftedPortal.Features.Connections.Erasure;

/// <summary>Erases what one ended connection had brought in. What is left when it ends early is done by the next one, see <see cref="ErasureReconcileJob"/>.</summary>
[DisallowConcurrentExecution]
[RetryPolicy(5, "00:00:30", 2)]
internal sealed class ErasureJob(ErasureService erasures) : IJob
{
    /// <summary>Group of the jobs; the name of a job is its connection's id.</summary>
    public const string Group = "erasure";

    public static JobKey KeyOf(Guid connectionId) => new(connectionId.ToString(), Group);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await erasures.EraseAsync(Guid.Parse(context.JobDetail.Key.Name), cancellationToken);
}

/// <summary>Sees to it, at start and every minute, that every erasure that is not completed has its job.</summary>
[DisallowConcurrentExecution]
internal sealed class ErasureReconcileJob(ErasureService erasures, ErasureScheduler scheduler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var connectionId in await erasures.OpenAsync(cancellationToken))
        {
            await scheduler.EnsureAsync(connectionId, cancellationToken);
        }
    }
}
