namespace GiftedPortal.Features.Notifications;

/// <summary>Where letters for staff go.</summary>
/// <param name="Recipient">The mailbox of the setting <c>Mail:StaffAddress</c>; null: staff get no letters.</param>
public sealed record StaffMailbox(Recipient? Recipient);
