using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Features.Sync.Health;

/// <summary>What the health of a connection follows from. Moments are UTC.</summary>
/// <param name="Status">Where the connection stands.</param>
/// <param name="Since">Since when.</param>
internal sealed record HealthFacts(ConnectionStatus Status, DateTimeOffset Since)
{
    /// <summary>Why attention was raised last; null: never.</summary>
    public AttentionReason? Raised { get; init; }

    /// <summary>When it was.</summary>
    public DateTimeOffset? RaisedAt { get; init; }

    /// <summary>The newest run that succeeded, was stopped, or failed in a way that does not pass by itself.</summary>
    public SyncRun? Last { get; init; }

    /// <summary>When a run succeeded last.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>It was not the customer who paused it last.</summary>
    public bool IsPausedByGifted { get; init; }
}

/// <summary>How a connection is doing.</summary>
/// <param name="State">The state.</param>
/// <param name="Owner">Who has the next move.</param>
/// <param name="Because">The code of what it follows from: a run's outcome or a reason of attention; null: the connection's status alone.</param>
internal sealed record HealthFinding(HealthState State, Owner Owner, string? Because);
