using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Status;

/// <summary>Everything that the status page draws.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Events">Its changes of status, oldest first.</param>
/// <param name="Clock">The approval clock.</param>
/// <param name="Provider">What it is connected to.</param>
/// <param name="Check">The last check; null before the first.</param>
/// <param name="Seen">The last check whose credentials were accepted; null before the first.</param>
/// <param name="Confirmed">Keys of the permissions that the customer gave their word for.</param>
/// <param name="Sync">How the sync stands.</param>
/// <param name="Runs">The newest runs.</param>
/// <param name="Health">How syncs are doing; null before the approval.</param>
public sealed record StatusView(
    ConnectionSummary Connection,
    IReadOnlyList<ConnectionEvent> Events,
    ApprovalClock Clock,
    IHrisProvider Provider,
    PermissionCheck? Check,
    PermissionCheck? Seen,
    IReadOnlySet<string> Confirmed,
    SyncSummary? Sync,
    IReadOnlyList<RunRow> Runs,
    HealthRecord? Health)
{
    /// <summary>A reviewer's reason that the customer has to know now; null when there is none.</summary>
    public string? Reason => Connection.Status is ConnectionStatus.ChangesRequested or ConnectionStatus.Rejected ? Events[^1].Reason : null;

    /// <summary>Why the connection needs attention; null while it does not.</summary>
    public AttentionReason? Attention => Connection.Status is ConnectionStatus.NeedsAttention
        && Events.LastOrDefault(one => one.Operation is ConnectionOperation.RaiseAttention)?.Reason is { } reason ? AttentionReason.Parse(reason) : null;

    /// <summary>Who paused it, and why; null while it is not paused.</summary>
    public ConnectionEvent? Pause => Connection.Status is ConnectionStatus.Paused ? Events.LastOrDefault(one => one.Operation is ConnectionOperation.Pause) : null;

    /// <summary>Gifted paused it, so Gifted starts it again.</summary>
    public bool IsPausedByGifted => Pause is { ActorKind: not ActorKind.Member };

    /// <summary>Who has to act: what raised attention decides, where something did.</summary>
    public Party WhoActs =>
        IsPausedByGifted ? Party.Gifted
        : Attention is { IsFoundByChecks: false, Code: var code } && Enum.TryParse<SyncOutcome>(code, out var outcome) ? SyncOutcomes.WhoActs(outcome)
        : ConnectionLife.WhoActs(Connection.Status);
}
