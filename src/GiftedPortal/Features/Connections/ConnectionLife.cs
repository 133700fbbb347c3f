using static GiftedPortal.Features.Connections.ConnectionOperation;
using static GiftedPortal.Features.Connections.ConnectionStatus;

namespace GiftedPortal.Features.Connections;

/// <summary>The life of a connection as a table: which operation leads from which status to which. Pure.</summary>
public static class ConnectionLife
{
    private static readonly Dictionary<(ConnectionStatus From, ConnectionOperation Operation), ConnectionStatus> Table = new()
    {
        [(Draft, Submit)] = Submitted,
        [(ChangesRequested, Submit)] = Submitted,
        [(Submitted, Claim)] = InReview,
        [(InReview, Release)] = Submitted,
        [(InReview, FirstApproval)] = Submitted,
        [(InReview, Approve)] = Approved,
        [(InReview, RequestChanges)] = ChangesRequested,
        [(InReview, Reject)] = Rejected,
        [(Approved, StartFirstSync)] = FirstSync,
        [(FirstSync, GoLive)] = Live,
        [(NeedsAttention, GoLive)] = Live,
        [(Approved, RaiseAttention)] = NeedsAttention,
        [(FirstSync, RaiseAttention)] = NeedsAttention,
        [(Live, RaiseAttention)] = NeedsAttention,
        [(Live, Pause)] = Paused,
        [(NeedsAttention, Pause)] = Paused,
        [(Paused, Resume)] = Live,
        [(Rejected, Disconnect)] = Disconnected,
        [(Approved, Disconnect)] = Disconnected,
        [(FirstSync, Disconnect)] = Disconnected,
        [(Live, Disconnect)] = Disconnected,
        [(NeedsAttention, Disconnect)] = Disconnected,
        [(Paused, Disconnect)] = Disconnected,
    };

    /// <summary>The status that follows, or null when the operation is not possible now.</summary>
    public static ConnectionStatus? Next(ConnectionStatus status, ConnectionOperation operation) =>
        Table.TryGetValue((status, operation), out var next) ? next : null;

    /// <summary>Who has to act in this status.</summary>
    public static Party WhoActs(ConnectionStatus status) => status switch
    {
        Draft or ChangesRequested or Paused or NeedsAttention => Party.Customer,
        Submitted or InReview => Party.Gifted,
        Rejected or Approved or FirstSync or Live or Disconnected => Party.Nobody,
    };

    /// <summary>The customer may still change steps, answers and credentials in the set-up.</summary>
    public static bool IsInSetup(ConnectionStatus status) => status is Draft or ChangesRequested;

    /// <summary>Waits for a decision.</summary>
    public static bool IsWaiting(ConnectionStatus status) => status is Submitted or InReview;

    /// <summary>It was decided on and goes on, so other credentials may take the place of its own.</summary>
    public static bool MayChangeCredentials(ConnectionStatus status) => Syncs(status) || status is Paused;

    /// <summary>Employees are synced, on schedule or for the first time.</summary>
    public static bool Syncs(ConnectionStatus status) => status is Approved or FirstSync or Live or NeedsAttention;
}
