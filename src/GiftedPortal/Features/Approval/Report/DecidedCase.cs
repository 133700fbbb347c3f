using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;

namespace GiftedPortal.Features.Approval.Report;

/// <summary>One decided connection, measured by the approval clock. Moments are UTC.</summary>
/// <param name="ConnectionId">The connection.</param>
/// <param name="Customer">The customer's name.</param>
/// <param name="SubmittedAt">First submit.</param>
/// <param name="DecidedAt">The decision.</param>
/// <param name="Decision">Approved or rejected.</param>
/// <param name="Reviewer">Who decided.</param>
/// <param name="InTarget">Decided by the target.</param>
/// <param name="InDeadline">Decided by the deadline.</param>
/// <param name="Waited">Counted time in which nobody had it.</param>
/// <param name="Reviewed">Counted time in which a reviewer had it.</param>
/// <param name="Changed">Time that the customer took for changes.</param>
public sealed record DecidedCase(
    Guid ConnectionId, string Customer, DateTimeOffset SubmittedAt, DateTimeOffset DecidedAt, ConnectionOperation Decision, string Reviewer,
    bool InTarget, bool InDeadline, TimeSpan Waited, TimeSpan Reviewed, TimeSpan Changed)
{
    /// <summary>Measures a connection by its events, oldest first; null while it is not decided. Pure.</summary>
    public static DecidedCase? Of(Guid connectionId, string customer, IReadOnlyList<ConnectionEvent> events, ApprovalPolicy policy)
    {
        if (events.FirstOrDefault(one => one.Operation is ConnectionOperation.Approve or ConnectionOperation.Reject) is not { } decision)
        {
            return null;
        }

        var until = events.TakeWhile(one => one != decision).Append(decision).ToList();
        var clock = ApprovalClock.Read(until, policy);
        return new DecidedCase(
            connectionId, customer, clock.StartedAt!.Value, decision.At, decision.Operation, decision.ActorName, decision.At <= clock.TargetAt, decision.At <= clock.DeadlineAt,
            Sum(ConnectionStatus.Submitted, policy.Between), Sum(ConnectionStatus.InReview, policy.Between), Sum(ConnectionStatus.ChangesRequested, (from, to) => to > from ? to - from : TimeSpan.Zero));

        TimeSpan Sum(ConnectionStatus status, Func<DateTimeOffset, DateTimeOffset, TimeSpan> between) =>
            until.Zip(until.Skip(1)).Where(pair => pair.First.To == status).Aggregate(TimeSpan.Zero, (sum, pair) => sum + between(pair.First.At, pair.Second.At));
    }
}
