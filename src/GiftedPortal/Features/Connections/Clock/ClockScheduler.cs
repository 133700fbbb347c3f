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
        var scheduled = (await scheduler.GetTriggersOfJob(job, cancellationToken)).Select(trigger => trigger.Key).ToList();
        var wanted = open.ToDictionary(one => NameOf(connectionId, one));
        // one by one, not with the job: a trigger that fires at this moment is gone by itself, and the job goes with its last one
        foreach (var key in scheduled.Where(key => !wanted.ContainsKey(key.Name)))
        {
            await scheduler.UnscheduleJob(key, cancellationToken);
        }

        var missing = wanted.Keys.Except(scheduled.Select(key => key.Name)).Select(name => TriggerOf(wanted[name])).ToList();
        if (missing.Count > 0)
        {
            await scheduler.ScheduleJob(
                JobBuilder.Create<ClockMomentJob>().WithIdentity(job).RequestRecovery().Build(), missing, ScheduleJobOptions.Replacing, cancellationToken);
        }

        ITrigger TriggerOf((ClockMoment Moment, DateTimeOffset At) one) => TriggerBuilder.Create<ClockMomentJob>(time)
            .WithIdentity(NameOf(connectionId, one), ClockMomentJob.Group)
            .UsingJobData(ClockMomentJob.Moment, one.Moment.ToString())
            // what is due already, as after a changed policy, is not left to the scheduler's search for what was missed
            .StartAt(one.At > time.GetUtcNow() ? one.At : time.GetUtcNow())
            // after downtime at once
            .WithSimpleSchedule(schedule => schedule.WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow))
            .Build();
    }

    /// <summary>Makes the scheduler agree with every waiting connection's clock. What agrees already costs no call of the scheduler.</summary>
    public async Task EnsureAllAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var triggers = (await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.GroupEquals(ClockMomentJob.Group), cancellationToken))
            .ToLookup(key => Guid.Parse(key.Name.AsSpan(0, key.Name.IndexOf('/'))), key => key.Name);
        var open = await clock.OpenMomentsAsync(cancellationToken);
        foreach (var connectionId in open.Keys.Union(triggers.Select(one => one.Key)))
        {
            if (!Agrees(connectionId, open.GetValueOrDefault(connectionId, []), triggers[connectionId]))
            {
                await EnsureAsync(connectionId, cancellationToken);
            }
        }
    }

    private static bool Agrees(Guid connectionId, IEnumerable<(ClockMoment Moment, DateTimeOffset At)> open, IEnumerable<string> scheduled) =>
        open.Select(one => NameOf(connectionId, one)).Order(StringComparer.Ordinal).SequenceEqual(scheduled.Order(StringComparer.Ordinal));

    // the due time is part of the name, so a clock that was paused and goes on gets new triggers
    private static string NameOf(Guid connectionId, (ClockMoment Moment, DateTimeOffset At) one) => $"{connectionId}/{one.Moment}/{one.At.UtcTicks}";
}
