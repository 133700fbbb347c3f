namespace GiftedPortal.Providers;

/// <summary>What is left of a budget at a moment. Pure.</summary>
/// <param name="Free">Places that may be taken; none and no <paramref name="BlockedUntil"/>: calls on their way hold them.</param>
/// <param name="BlockedUntil">UTC; when refused calls make room again. Null: they leave room.</param>
internal readonly record struct BudgetRoom(int Free, DateTimeOffset? BlockedUntil)
{
    /// <param name="taken">The places that count now: until when, and whether by a refused call.</param>
    /// <param name="size">How many there are for this purpose.</param>
    public static BudgetRoom Of(IReadOnlyCollection<(DateTimeOffset Until, bool Refused)> taken, int size)
    {
        var refused = taken.Where(place => place.Refused).Select(place => place.Until).Order().ToList();
        return refused.Count >= size
            ? new BudgetRoom(0, refused[refused.Count - size])
            : new BudgetRoom(Math.Max(0, size - taken.Count), null);
    }

    /// <summary>How many places of a service user are for such calls.</summary>
    public static int OfCaller(bool sparing) => IFailedCallBudget.PerCaller - (sparing ? 1 : 0);

    /// <summary>How many of the common places are for such calls.</summary>
    public static int OfAll(bool sparing) => IFailedCallBudget.Overall / (sparing ? 2 : 1);
}
