using GiftedPortal.Features.Notifications;
using GiftedPortal.Ui;

namespace GiftedPortal.Features.Connections.Letters;

/// <summary>Which change of status is worth a letter, to whom, and what it may repeat. Pure.</summary>
internal static class ConnectionNews
{
    /// <summary>The letter's kind, and whether it goes to staff and not to the customer's members; null: nobody is written to.</summary>
    public static (LetterKind Kind, bool IsForStaff)? Of(ConnectionEvent change) => change.To switch
    {
        // what a reviewer gives back waited before
        ConnectionStatus.Submitted => change.Operation switch
        {
            ConnectionOperation.Submit => (LetterKind.Submitted, true),
            ConnectionOperation.FirstApproval => (LetterKind.SecondReviewer, true),
            _ => null,
        },
        ConnectionStatus.ChangesRequested => (LetterKind.ChangesRequested, false),
        ConnectionStatus.Rejected => (LetterKind.Rejected, false),
        ConnectionStatus.Approved => (LetterKind.Approved, false),
        ConnectionStatus.Live => (LetterKind.Live, false),
        ConnectionStatus.NeedsAttention => (LetterKind.NeedsAttention, false),
        ConnectionStatus.Paused => (LetterKind.Paused, false),
        ConnectionStatus.Disconnected => (LetterKind.Disconnected, false),
        // a claim and the start of the first sync ask nothing of anybody
        ConnectionStatus.Draft or ConnectionStatus.InReview or ConnectionStatus.FirstSync => null,
    };

    /// <summary>Every kind that members get by a change of status.</summary>
    public static readonly IReadOnlyList<LetterKind> ToMembers =
    [
        LetterKind.ChangesRequested, LetterKind.Rejected, LetterKind.Approved, LetterKind.Live, LetterKind.NeedsAttention, LetterKind.Paused, LetterKind.Disconnected,
    ];

    /// <summary>What the reviewer wrote to the customer. Other reasons are written for staff, or are codes.</summary>
    public static string? ReasonForCustomer(ConnectionEvent change) =>
        change.Operation is ConnectionOperation.RequestChanges or ConnectionOperation.Reject ? change.Reason : null;

    /// <summary>Where a member goes from the letter.</summary>
    public static string PathOf(LetterKind kind) => kind is LetterKind.ChangesRequested ? PortalUrls.SetupStart : PortalUrls.Connection;
}
