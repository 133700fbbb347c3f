namespace GiftedPortal.Features.Approval;

/// <summary>Marks the texts of the queue and of the review.</summary>
public sealed class ApprovalText;
