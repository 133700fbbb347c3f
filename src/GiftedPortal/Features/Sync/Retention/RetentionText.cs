namespace GiftedPortal.Features.Sync.Retention;

/// <summary>Marks the texts about how long the sync log is kept.</summary>
public sealed class RetentionText;
