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
    /// <summary>Four hours before the target.</summary>
    TargetNear,

    /// <summary>The target.</summary>
    Target,

    /// <summary>Four hours before the deadline.</summary>
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
/// <param name="TargetAt">The target, moved by pauses; null before the start.</param>
/// <param name="DeadlineAt">The deadline, moved by pauses; null before the start.</param>
/// <param name="StoppedAt">The decision.</param>
public sealed record ApprovalClock(
    ClockState State,
    DateTimeOffset? StartedAt,
    TimeSpan PausedFor,
    DateTimeOffset? TargetAt,
    DateTimeOffset? DeadlineAt,
    DateTimeOffset? StoppedAt)
{
    /// <summary>Reads the clock from a connection's events, oldest first.</summary>
    public static ApprovalClock Read(IEnumerable<ConnectionEvent> events, ApprovalPolicy policy)
    {
        DateTimeOffset? started = null, stopped = null, pausedSince = null;
        var paused = TimeSpan.Zero;
        foreach (var one in events)
        {
            switch (one.Operation)
            {
                case ConnectionOperation.Submit:
                    started ??= one.At;
                    paused += pausedSince is { } since ? one.At - since : TimeSpan.Zero;
                    pausedSince = null;
                    break;
                case ConnectionOperation.RequestChanges:
                    pausedSince = one.At;
                    break;
                case ConnectionOperation.Approve or ConnectionOperation.Reject:
                    stopped = one.At;
                    break;
            }
        }

        var state = started is null ? ClockState.NotStarted
            : stopped is not null ? ClockState.Stopped
            : pausedSince is not null ? ClockState.Paused
            : ClockState.Running;
        return new ApprovalClock(state, started, paused, started + policy.Target + paused, started + policy.Deadline + paused, stopped);
    }

    /// <summary>The moments at which a running clock has something to say, in order; none when it does not run.</summary>
    public IEnumerable<(ClockMoment Moment, DateTimeOffset At)> Moments() =>
        State is not ClockState.Running
            ? []
            : [
                (ClockMoment.TargetNear, TargetAt!.Value - ApprovalPolicy.Warning),
                (ClockMoment.Target, TargetAt.Value),
                (ClockMoment.DeadlineNear, DeadlineAt!.Value - ApprovalPolicy.Warning),
                (ClockMoment.Deadline, DeadlineAt.Value),
            ];
}
