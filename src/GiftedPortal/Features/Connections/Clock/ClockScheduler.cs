using Quartz;

namespace GiftedPortal.Features.Connections.Clock;

/// <summary>Keeps a one-off trigger for each moment that a connection's clock still has to say.</summary>
public sealed class ClockScheduler(ISchedulerFactory schedulers, ClockService clock, TimeProvider time)
{
    /// <summary>
    /// Makes the scheduler agree with the clock. Calling it again changes nothing. Call it after the commit of a submit, a request for
    /// changes or a decision; what a crash leaves out is done by the next reconciliation.
    /// </summary>
    public async Task EnsureAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        var open = await clock.OpenMomentsAsync(connectionId, cancellationToken);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = ClockMomentJob.KeyOf(connectionId);
        var scheduled = await scheduler.GetTriggersOfJob(job, cancellationToken);
        if (open.Select(NameOf).Order().SequenceEqual(scheduled.Select(trigger => trigger.Key.Name).Order()))
        {
            return;
        }

        await scheduler.DeleteJob(job, cancellationToken);
        if (open.Count > 0)
        {
            await scheduler.ScheduleJob(
                JobBuilder.Create<ClockMomentJob>().WithIdentity(job).RequestRecovery().Build(),
                [.. open.Select(TriggerOf)],
                ScheduleJobOptions.Replacing,
                cancellationToken);
        }

        // the due time is part of the name, so a clock that was paused and goes on gets new triggers
        string NameOf((ClockMoment Moment, DateTimeOffset At) one) => $"{connectionId}/{one.Moment}/{one.At.UtcTicks}";

        ITrigger TriggerOf((ClockMoment Moment, DateTimeOffset At) one) => TriggerBuilder.Create<ClockMomentJob>(time)
            .WithIdentity(NameOf(one), ClockMomentJob.Group)
            .UsingJobData(ClockMomentJob.Moment, one.Moment.ToString())
            .StartAt(one.At)
            // after downtime at once
            .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
            .Build();
    }
}
