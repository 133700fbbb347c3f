using GiftedPortal.Features.Connections;

namespace GiftedPortal.Features.Sync.Runs;

/// <summary>The statuses in which a connection syncs, for queries.</summary>
internal static class SyncingStatuses
{
    public static readonly ConnectionStatus[] All = [.. Enum.GetValues<ConnectionStatus>().Where(ConnectionLife.Syncs)];
}
