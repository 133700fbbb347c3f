namespace GiftedPortal.Features.Connections.Clock;

/// <summary>What the clock does now.</summary>
public enum ClockState
{
    /// <summary>Not submitted yet.</summary>
    NotStarted,

    /// <summary>Runs towards target and deadline.</summary>
    Running,

    /// <summary>Stands still while the customer makes changes.</summary>
    Paused,

    /// <summary>Decided.</summary>
    Stopped,
}

/// <summary>The moments at which staff hear of the clock.</summary>
public enum ClockMoment
{
    /// <summary>Some hours before the target.</summary>
    TargetNear,

    /// <summary>The target.</summary>
    Target,

    /// <summary>Some hours before the deadline.</summary>
    DeadlineNear,

    /// <summary>The deadline: the promise is broken.</summary>
    Deadline,
}

/// <summary>
/// The approval clock: a pure function of the recorded events and the policy. The same reading draws the customer's
/// promised moment and the staff's time left. All moments are UTC.
/// </summary>
/// <param name="State">What the clock does.</param>
/// <param name="StartedAt">First submit.</param>
/// <param name="PausedFor">How long it stood still, up to the last submit.</param>
/// <param name="TargetNearAt">The warning before the target; null before the start.</param>
/// <param name="TargetAt">The target, moved by pauses; null before the start.</param>
/// <param name="DeadlineNearAt">The warning before the deadline; null before the start.</param>
/// <param name="DeadlineAt">The deadline, moved by pauses; null before the start.</param>
/// <param name="StoppedAt">The decision.</param>
public sealed record ApprovalClock(
    ClockState State,
    DateTimeOffset? StartedAt,
    TimeSpan PausedFor,
    DateTimeOffset? TargetNearAt,
    DateTimeOffset? TargetAt,
    DateTimeOffset? DeadlineNearAt,
    DateTimeOffset? DeadlineAt,
    DateTimeOffset? StoppedAt)
{
    /// <summary>Reads the clock from a connection's events, oldest first. A submit of a draft starts it anew.</summary>
    public static ApprovalClock Read(IEnumerable<ConnectionEvent> events, ApprovalPolicy policy)
    {
        var runs = new List<Run>();
        DateTimeOffset? stopped = null;
        foreach (var one in events)
        {
            switch (one.Operation)
            {
                case ConnectionOperation.Submit:
                    if (one.From is ConnectionStatus.Draft)
                    {
                        runs.Clear();
                        stopped = null;
                    }

                    runs.Add(new Run(one.At, null));
                    break;
                case ConnectionOperation.RequestChanges:
                    runs[^1] = runs[^1] with { To = one.At };
                    break;
                case ConnectionOperation.Approve or ConnectionOperation.Reject:
                    stopped = one.At;
                    break;
            }
        }

        if (runs.Count == 0)
        {
            return new ApprovalClock(ClockState.NotStarted, null, TimeSpan.Zero, null, null, null, null, null);
        }

        return new ApprovalClock(
            stopped is not null ? ClockState.Stopped : runs[^1].To is not null ? ClockState.Paused : ClockState.Running,
            runs[0].From,
            runs.Zip(runs.Skip(1), (run, next) => next.From - run.To!.Value).Where(pause => pause > TimeSpan.Zero).Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause),
            After(policy.Target - policy.Warning),
            After(policy.Target),
            After(policy.Deadline - policy.Warning),
            After(policy.Deadline),
            stopped);

        // what was reached before a pause stays where it was; what was not moves by the pause
        DateTimeOffset After(TimeSpan counted)
        {
            foreach (var run in runs.SkipLast(1))
            {
                var length = policy.Between(run.From, run.To!.Value);
                if (length >= counted)
                {
                    return policy.Add(run.From, counted);
                }

                counted -= length;
            }

            return policy.Add(runs[^1].From, counted);
        }
    }

    /// <summary>The moments at which a running clock has something to say, in order; none when it does not run.</summary>
    public IEnumerable<(ClockMoment Moment, DateTimeOffset At)> Moments() =>
        State is not ClockState.Running
            ? []
            : [
                (ClockMoment.TargetNear, TargetNearAt!.Value),
                (ClockMoment.Target, TargetAt!.Value),
                (ClockMoment.DeadlineNear, DeadlineNearAt!.Value),
                (ClockMoment.Deadline, DeadlineAt!.Value),
            ];

    /// <summary>The clock ran from one moment to another; it runs still where there is no other.</summary>
    private sealed record Run(DateTimeOffset From, DateTimeOffset? To);
}
