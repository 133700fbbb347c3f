using CsCheck;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;

namespace GiftedPortal.Tests.Features.Connections.Clock;

public class ApprovalClockTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Does_not_run_before_the_first_submit()
    {
        var clock = ApprovalClock.Read([], ApprovalPolicy.Default);

        clock.State.Should().Be(ClockState.NotStarted);
        clock.DeadlineAt.Should().BeNull();
        clock.Moments().Should().BeEmpty();
    }

    [Fact]
    public void Promises_target_and_deadline_from_the_submit()
    {
        var clock = Read((ConnectionOperation.Submit, 0));

        clock.State.Should().Be(ClockState.Running);
        clock.TargetAt.Should().Be(Monday.AddHours(48));
        clock.DeadlineAt.Should().Be(Monday.AddHours(72));
        clock.Moments().Should().Equal(
            (ClockMoment.TargetNear, Monday.AddHours(44)),
            (ClockMoment.Target, Monday.AddHours(48)),
            (ClockMoment.DeadlineNear, Monday.AddHours(68)),
            (ClockMoment.Deadline, Monday.AddHours(72)));
    }

    [Fact]
    public void Stands_still_while_the_customer_makes_changes_and_says_nothing()
    {
        var clock = Read((ConnectionOperation.Submit, 0), (ConnectionOperation.Claim, 1), (ConnectionOperation.RequestChanges, 10));

        clock.State.Should().Be(ClockState.Paused);
        clock.Moments().Should().BeEmpty();
    }

    [Fact]
    public void Gives_back_every_pause()
    {
        var clock = Read(
            (ConnectionOperation.Submit, 0), (ConnectionOperation.Claim, 1), (ConnectionOperation.RequestChanges, 10),
            (ConnectionOperation.Submit, 40), (ConnectionOperation.Claim, 41), (ConnectionOperation.RequestChanges, 45), (ConnectionOperation.Submit, 50));

        clock.State.Should().Be(ClockState.Running);
        clock.StartedAt.Should().Be(Monday);
        clock.PausedFor.Should().Be(TimeSpan.FromHours(35));
        clock.TargetAt.Should().Be(Monday.AddHours(48 + 35));
        clock.DeadlineAt.Should().Be(Monday.AddHours(72 + 35));
    }

    [Theory]
    [InlineData(ConnectionOperation.Approve)]
    [InlineData(ConnectionOperation.Reject)]
    public void Stops_at_the_decision_and_nothing_later_moves_it(ConnectionOperation decision)
    {
        var clock = Read((ConnectionOperation.Submit, 0), (ConnectionOperation.Claim, 1), (decision, 5), (ConnectionOperation.StartFirstSync, 6));

        clock.State.Should().Be(ClockState.Stopped);
        clock.StoppedAt.Should().Be(Monday.AddHours(5));
        clock.Moments().Should().BeEmpty();
    }

    [Fact]
    public void What_was_reached_before_a_pause_stays_where_it_was()
    {
        var clock = Read((ConnectionOperation.Submit, 0), (ConnectionOperation.RequestChanges, 50), (ConnectionOperation.Submit, 90));

        clock.TargetAt.Should().Be(Monday.AddHours(48));
        clock.DeadlineAt.Should().Be(Monday.AddHours(72 + 40));
    }

    [Fact]
    public void A_submit_of_a_draft_starts_anew()
    {
        var clock = Read((ConnectionOperation.Submit, 0), (ConnectionOperation.Approve, 5), (ConnectionOperation.Disconnect, 100));
        var again = ApprovalClock.Read(
            [.. Events((ConnectionOperation.Submit, 0), (ConnectionOperation.Approve, 5)), .. Events((ConnectionOperation.Submit, 200))],
            ApprovalPolicy.Default);

        clock.State.Should().Be(ClockState.Stopped);
        again.State.Should().Be(ClockState.Running);
        again.StartedAt.Should().Be(Monday.AddHours(200));
    }

    [Fact]
    public void Its_moments_are_those_at_which_a_stop_watch_shows_them() =>
        Gen.Select(Gen.OneOf(null, Office), Gen.Int[1, 3_000].Array[1, 6], Gen.Int[5 * 60, 40 * 60], Gen.Int[1, 20 * 60]).Sample((hours, minutes, target, more) =>
        {
            var policy = new ApprovalPolicy(TimeSpan.FromMinutes(target), TimeSpan.FromMinutes(target + more), ApprovalPolicy.Default.Lease, hours);
            var at = minutes.Select((_, index) => Monday.AddMinutes(minutes.Take(index).Sum())).ToArray();
            var events = at.Select((moment, index) => Event(index == 0 ? ConnectionStatus.Draft : ConnectionStatus.ChangesRequested, index % 2 == 0 ? ConnectionOperation.Submit : ConnectionOperation.RequestChanges, moment));
            var clock = ApprovalClock.Read(events, policy);

            // a clock that stands is read as if it went on at its last submit
            var last = (at.Length - 1) / 2 * 2;
            return clock.State == (at.Length % 2 == 0 ? ClockState.Paused : ClockState.Running)
                && clock.TargetAt == StopWatch(target) && clock.DeadlineAt == StopWatch(target + more)
                && clock.TargetNearAt == StopWatch(target - 240);

            DateTimeOffset StopWatch(int counted)
            {
                for (var now = Monday; ; now = now.AddMinutes(1))
                {
                    var reached = at.Count(moment => moment <= now) - 1;
                    var runs = reached % 2 == 0 || reached >= last;
                    if (runs && policy.Between(now, now.AddMinutes(1)) > TimeSpan.Zero && --counted == 0)
                        return now.AddMinutes(1);
                }
            }
        });

    private static readonly WorkingHours Office = new(
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday },
        TimeSpan.FromHours(9),
        TimeSpan.FromHours(17),
        new HashSet<DateOnly> { new(2026, 3, 4) });

    private static ApprovalClock Read(params (ConnectionOperation Operation, int AfterHours)[] events) =>
        ApprovalClock.Read(Events(events), ApprovalPolicy.Default);

    private static IEnumerable<ConnectionEvent> Events(params (ConnectionOperation Operation, int AfterHours)[] events) =>
        events.Select((one, index) => Event(index == 0 ? ConnectionStatus.Draft : ConnectionStatus.ChangesRequested, one.Operation, Monday.AddHours(one.AfterHours)));

    private static ConnectionEvent Event(ConnectionStatus from, ConnectionOperation operation, DateTimeOffset at) => new()
    {
        ConnectionId = Guid.Empty,
        At = at,
        Operation = operation,
        From = from,
        To = ConnectionStatus.Submitted,
        ActorId = "a",
        ActorName = "A",
    };
}
