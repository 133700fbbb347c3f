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

    private static ApprovalClock Read(params (ConnectionOperation Operation, int AfterHours)[] events) =>
        ApprovalClock.Read(
            events.Select(one => new ConnectionEvent
            {
                ConnectionId = Guid.Empty,
                At = Monday.AddHours(one.AfterHours),
                Operation = one.Operation,
                From = ConnectionStatus.Draft,
                To = ConnectionStatus.Draft,
                ActorId = "a",
                ActorName = "A",
            }),
            ApprovalPolicy.Default);
}
