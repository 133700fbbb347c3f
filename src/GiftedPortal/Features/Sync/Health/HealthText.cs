namespace GiftedPortal.Features.Sync.Health;

/// <summary>Marks the words for how connections are doing, for staff and for customers.</summary>
public sealed class HealthText;
