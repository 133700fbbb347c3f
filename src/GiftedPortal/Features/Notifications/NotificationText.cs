namespace GiftedPortal.Features.Notifications;

/// <summary>Marks the words of the letters that the portal sends.</summary>
public sealed class NotificationText;
