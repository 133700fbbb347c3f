namespace GiftedPortal.Features.Sync.Log;

/// <summary>Marks the texts of the sync log's pages.</summary>
public sealed class SyncLogText;
