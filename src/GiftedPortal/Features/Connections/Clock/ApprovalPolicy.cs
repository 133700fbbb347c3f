namespace GiftedPortal.Features.Connections.Clock;

/// <summary>The promise about approvals.</summary>
/// <param name="Target">From submit to decision as aimed at. Setting <c>Approval:Target</c>.</param>
/// <param name="Deadline">From submit to decision as promised. Setting <c>Approval:Deadline</c>.</param>
public sealed record ApprovalPolicy(TimeSpan Target, TimeSpan Deadline)
{
    /// <summary>How long before the target and the deadline staff are warned.</summary>
    public static readonly TimeSpan Warning = TimeSpan.FromHours(4);

    /// <summary>Used when nothing is configured: 48 and 72 hours.</summary>
    public static readonly ApprovalPolicy Default = new(TimeSpan.FromHours(48), TimeSpan.FromHours(72));
}
