namespace GiftedPortal.Features.Status;

/// <summary>Marks the texts of the customer's status page.</summary>
public sealed class StatusText;
