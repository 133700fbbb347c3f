namespace GiftedPortal.Features.Sync.Retention;

/// <summary>How long the sync log is kept.</summary>
/// <param name="RunDays">Days that a run is kept. Setting <c>Sync:Retention:RunDays</c>.</param>
/// <param name="EntryDays">Days that the lines of a run are kept; no more than the run itself. Setting <c>Sync:Retention:EntryDays</c>.</param>
/// <param name="FiringDays">Most days that the scheduler's own history is kept, of which it keeps so many lines only. Setting <c>Sync:Retention:FiringDays</c>.</param>
public sealed record SyncRetention(int RunDays, int EntryDays, int FiringDays)
{
    /// <summary>Used when nothing is configured: 400, 90 and 7 days.</summary>
    public static readonly SyncRetention Default = new(400, 90, 7);

    /// <summary>Runs that began before this moment (UTC) have been kept long enough.</summary>
    public DateTimeOffset RunsEndAt(DateTimeOffset now) => now.AddDays(-RunDays);

    /// <summary>Lines of runs that began before this moment (UTC) have been kept long enough.</summary>
    public DateTimeOffset EntriesEndAt(DateTimeOffset now) => now.AddDays(-EntryDays);

    /// <summary>Whether the lines of a run that began then (UTC) are gone, or will be with the next look: nothing follows from those that are not there.</summary>
    public bool EndsLinesOf(DateTimeOffset startedAt, DateTimeOffset now) => startedAt < EntriesEndAt(now);
}
