using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Log.Firings;
using GiftedPortal.Features.Sync.Runs;
using Quartz;

namespace GiftedPortal.Features.Sync;

/// <summary>Runs one connection's sync. What may pass by itself is tried again by the scheduler, at growing distances.</summary>
[DisallowConcurrentExecution]
[RetryPolicy(SyncOutcomes.Tries - 1, "00:01:00", 5, Jitter = 0.2)]
[JobTimeout("02:00:00")]
internal sealed class SyncJob(SyncService sync, SyncScheduler syncs) : IJob
{
    /// <summary>Group of the jobs and triggers; the name of a job is its connection's id.</summary>
    public const string Group = "sync";

    /// <summary>Data of a trigger: why it fires, a <see cref="SyncTrigger"/>; the schedule's own has none.</summary>
    public const string Why = "why";

    /// <summary>Data of a trigger that a person asked for: their name.</summary>
    public const string RequestedBy = "requestedBy";

    public static JobKey KeyOf(Guid connectionId) => new(connectionId.ToString(), Group);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var data = context.MergedJobDataMap;
        var trigger = context.Recovering ? SyncTrigger.Recovery
            : data.TryGetValue(Why, out var why) ? Enum.Parse<SyncTrigger>((string)why!)
            : SyncTrigger.Scheduled;
        var report = FiringReport.Begin(context, trigger);
        try
        {
            await SyncAsync(context, trigger, report, cancellationToken);
        }
        catch (Exception error) when (error is not JobExecutionException)
        {
            report.Failed(error);
            throw;
        }
    }

    private async ValueTask SyncAsync(IJobExecutionContext context, SyncTrigger trigger, FiringReport report, CancellationToken cancellationToken)
    {
        var connectionId = Guid.Parse(context.JobDetail.Key.Name);
        if (trigger == SyncTrigger.Requested && await syncs.IsServedAsync(connectionId, context.Trigger.StartTimeUtc, cancellationToken))
        {
            return;
        }

        var actor = Actor.System("sync");
        var run = await sync.RunAsync(
            connectionId,
            trigger,
            context.MergedJobDataMap.TryGetValue(RequestedBy, out var name) ? actor with { Name = (string)name! } : actor,
            cancellationToken);
        if (run is not null)
        {
            report.Made(run);
        }

        if (run is { Status: SyncRunStatus.Succeeded })
        {
            await syncs.ShareAsync(connectionId, run.PeopleRead, cancellationToken);
        }

        if (run is not null && SyncOutcomes.MayPass(run.Outcome))
        {
            throw new JobExecutionException($"Sync run {run.Id} failed: {run.Outcome}.");
        }
    }
}
