namespace GiftedPortal.Features.Sync;

/// <summary>How often employees are synced, and when a run must stop and ask.</summary>
/// <param name="Interval">From one run to the next. Setting <c>Sync:Interval</c>.</param>
/// <param name="BrakeShare">The share of the people present, 0 to 1. Setting <c>Sync:Brake:Share</c>.</param>
/// <param name="BrakePeople">The number of people. Setting <c>Sync:Brake:People</c>.</param>
public sealed record SyncPolicy(TimeSpan Interval, double BrakeShare, int BrakePeople)
{
    /// <summary>Used when nothing is configured: hourly; 20 % or 10 people.</summary>
    public static readonly SyncPolicy Default = new(TimeSpan.FromHours(1), 0.2, 10);

    /// <summary>Whether so many people may leave, vanish or be emptied in one run: up to the share or the number, whichever is larger.</summary>
    /// <param name="endangered">People who would leave, vanish or be emptied.</param>
    /// <param name="present">People who are in the roster and have not left.</param>
    public bool Brakes(int endangered, int present) => endangered > Math.Max(BrakePeople, BrakeShare * present);
}
