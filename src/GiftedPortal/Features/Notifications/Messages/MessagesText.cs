namespace GiftedPortal.Features.Notifications.Messages;

/// <summary>Marks the words of the page of sent messages.</summary>
public sealed class MessagesText;
