namespace GiftedPortal.Features.Connections.Clock;

/// <summary>The promise about approvals.</summary>
/// <param name="Target">Counted time from submit to decision as aimed at. Setting <c>Approval:Target</c>.</param>
/// <param name="Deadline">Counted time from submit to decision as promised. Setting <c>Approval:Deadline</c>.</param>
/// <param name="Lease">How long a reviewer who does nothing keeps a connection from others. Setting <c>Approval:Lease</c>.</param>
/// <param name="WorkingHours">The hours that count; null: every hour does. Settings <c>Approval:WorkingHours:*</c>.</param>
public sealed record ApprovalPolicy(TimeSpan Target, TimeSpan Deadline, TimeSpan Lease, WorkingHours? WorkingHours = null)
{
    /// <summary>What is all green is approved at once, by nobody. Setting <c>Approval:FastLane</c>.</summary>
    public bool FastLane { get; init; }

    /// <summary>How much counted time before the target and the deadline staff are warned. Setting <c>Approval:Warning</c>.</summary>
    public TimeSpan Warning { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Used when nothing is configured: 48 and 72 hours, all of which count, and half an hour for the reviewer.</summary>
    public static readonly ApprovalPolicy Default = new(TimeSpan.FromHours(48), TimeSpan.FromHours(72), TimeSpan.FromMinutes(30));

    /// <summary>The moment (UTC) at which so much time has counted since a moment.</summary>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan counted) => WorkingHours?.Add(from, counted) ?? from + counted;

    /// <summary>How much time counts between two moments; none when the second is not later, as when a machine's clock was set back.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to) =>
        WorkingHours?.Between(from, to) ?? (to > from ? to - from : TimeSpan.Zero);
}
