using System.Globalization;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Features.Sync.Log.Timeline;

/// <summary>What a moment of a connection is about.</summary>
public enum TimelineKind
{
    /// <summary>Something was done in the set-up.</summary>
    Setup,

    /// <summary>The connection's status changed, or somebody decided on a sync.</summary>
    Decision,

    /// <summary>A permission check said something new.</summary>
    Permission,

    /// <summary>A state of health began.</summary>
    Health,

    /// <summary>A sync ran.</summary>
    Run,
}

/// <summary>A moment of a connection; one of the last five is there.</summary>
/// <param name="At">UTC.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Key">Its place among those of the same moment.</param>
public sealed record TimelineItem(DateTimeOffset At, TimelineKind Kind, string Key)
{
    /// <summary>What somebody did.</summary>
    public AuditEntry? Did { get; init; }

    /// <summary>The change of status.</summary>
    public ConnectionEvent? Event { get; init; }

    /// <summary>The check.</summary>
    public PermissionCheck? Check { get; init; }

    /// <summary>The state.</summary>
    public HealthRecord? Health { get; init; }

    /// <summary>The run.</summary>
    public SyncRun? Run { get; init; }

    /// <summary>Where it stands, for the next page.</summary>
    public TimelinePlace Place => new(At, Key);
}

/// <summary>A place in a timeline: newest first, and by key within a moment.</summary>
/// <param name="At">UTC.</param>
/// <param name="Key">The item's key.</param>
public sealed record TimelinePlace(DateTimeOffset At, string Key)
{
    /// <summary>Whether another place comes after this one.</summary>
    public bool IsBefore(TimelinePlace other) => other.At < At || (other.At == At && string.CompareOrdinal(other.Key, Key) < 0);

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Key}");

    /// <summary>Reads what an address says; null for any other text.</summary>
    public static TimelinePlace? Parse(string? text) =>
        text?.Split('.', 2) is [var ticks, var key] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
            ? new TimelinePlace(new DateTimeOffset(at, TimeSpan.Zero), key)
            : null;
}
