namespace GiftedPortal.Features.Sync.Log;

/// <summary>Marks the resource of the sentences about runs.</summary>
public sealed class SyncRunText;
