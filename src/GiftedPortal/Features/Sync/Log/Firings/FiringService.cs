using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using Quartz;
using Quartz.Extensibility;

namespace GiftedPortal.Features.Sync.Log.Firings;

/// <summary>Reads what the scheduler did for a connection from its own history, which all nodes write. Staff only.</summary>
public sealed class FiringService(IExecutionHistoryStore history, ISchedulerFactory schedulers, ConnectionService connections)
{
    /// <summary>So many are shown.</summary>
    public const int Most = 50;

    /// <summary>The newest; null when there is no such connection for this actor.</summary>
    public async Task<Firings?> ReadAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff || await connections.FindAsync(connectionId, actor, cancellationToken) is not { } connection)
        {
            return null;
        }

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var (name, job) = (scheduler.SchedulerName, SyncJob.KeyOf(connectionId));
        var began = await history.QueryExecutions(new ExecutionHistoryQuery { SchedulerName = name, Job = job, Take = Most }, cancellationToken);
        var missed = await history.QueryMisfires(new MisfireHistoryQuery { SchedulerName = name, Job = job, Take = Most }, cancellationToken);
        var triggers = await scheduler.GetTriggersOfJob(job, cancellationToken);
        return new Firings(
            connection.CustomerName,
            triggers.Min(trigger => trigger.NextFireTimeUtc),
            [.. began.Items.Select(Of).Concat(missed.Items.Select(Of)).OrderByDescending(firing => firing.At).Take(Most)]);
    }

    private static Firing Of(ExecutionHistoryEntry entry) => FiringReport.Read(entry, entry.EffectiveResult switch
    {
        JobRunResult.Succeeded => FiringResult.Succeeded,
        JobRunResult.Skipped => FiringResult.Skipped,
        JobRunResult.Cancelled => FiringResult.Cancelled,
        _ => entry.RetryScheduled ? FiringResult.WillRetry : FiringResult.Failed,
    });

    private static Firing Of(MisfireHistoryEntry entry) => new(
        entry.MisfiredAtUtc,
        entry.ScheduledFireTimeUtc,
        FiringCause.Schedule,
        entry.Reason switch
        {
            MisfireReason.Overlap => FiringResult.Overlapped,
            MisfireReason.Vetoed => FiringResult.Vetoed,
            _ => FiringResult.Missed,
        },
        FiringReport.NodeOf(entry.SchedulerInstanceId));
}
