using Quartz;

namespace GiftedPortal.Features.Sync;

/// <summary>
/// Which share of a node's workers syncs may take, so that a company with many people does not hold up a thousand small ones, and all of them together hold up nothing else:
/// letters, clocks and seals always find a free worker.
/// </summary>
internal static class SyncShares
{
    /// <summary>Workers of a node.</summary>
    public const int Workers = 10;

    /// <summary>Syncs of companies below <see cref="LargeFrom"/>.</summary>
    public const string Usual = "sync";

    /// <summary>Syncs of companies that take their time.</summary>
    public const string Large = "sync-large";

    /// <summary>From so many people on a company counts as large: its sync takes seconds, not parts of one.</summary>
    public const int LargeFrom = 10_000;

    private const int UsualWorkers = 6;
    private const int LargeWorkers = 2;

    public static void Limit(ExecutionLimitsBuilder limits) => limits.ForGroup(Usual, UsualWorkers).ForGroup(Large, LargeWorkers);

    /// <summary>The group of a company with so many people.</summary>
    public static string Of(int people) => people >= LargeFrom ? Large : Usual;

    /// <summary>
    /// How late a run may begin and still begin at once; later than that, as after downtime, it waits for its next slot. Large companies wait for one another, so they may be later.
    /// </summary>
    public static TimeSpan Patience(string group, TimeSpan interval) =>
        TimeSpan.FromSeconds(Math.Max(60, Math.Floor(interval.TotalSeconds * (group == Large ? 0.9 : 0.1))));
}
