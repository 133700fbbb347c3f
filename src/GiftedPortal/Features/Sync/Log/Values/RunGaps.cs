using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Log.Values;

/// <summary>What is not there after a run, told apart by why.</summary>
/// <param name="Hidden">Fields whose permission went, with the number of people concerned; their values are kept.</param>
/// <param name="Emptied">Fields that are visible and empty now, and were not before, with the number of people.</param>
/// <param name="EmptiedIsPart">There are more changes than were looked at for <paramref name="Emptied"/>.</param>
/// <param name="Left">People who left.</param>
/// <param name="Unshown">People whom the provider did not show this time, and who are kept for now.</param>
public sealed record RunGaps(IReadOnlyDictionary<PersonFields, int> Hidden, IReadOnlyDictionary<PersonFields, int> Emptied, bool EmptiedIsPart, int Left, int Unshown)
{
    /// <summary>The lines of the run are no longer kept: what they said, the fields and who was not shown, is not known any more.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>Nothing is missing.</summary>
    public bool IsNone => !IsForgotten && Hidden.Count == 0 && Emptied.Count == 0 && Left == 0 && Unshown == 0;
}
