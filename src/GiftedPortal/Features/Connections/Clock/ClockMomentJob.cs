using Quartz;

namespace GiftedPortal.Features.Connections.Clock;

/// <summary>Fires at a moment of a connection's clock.</summary>
[RetryPolicy(5, "00:00:30", 2)]
internal sealed class ClockMomentJob(ClockService clock) : IJob
{
    /// <summary>Group of the jobs and triggers; the name of a job is its connection's id.</summary>
    public const string Group = "clock";

    /// <summary>Data of a trigger: the moment.</summary>
    public const string Moment = "moment";

    public static JobKey KeyOf(Guid connectionId) => new(connectionId.ToString(), Group);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await clock.ReachAsync(
        Guid.Parse(context.JobDetail.Key.Name),
        Enum.Parse<ClockMoment>((string)context.MergedJobDataMap[Moment]!),
        cancellationToken);
}
