namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>Chance that falls the same way each time: what it throws depends on the seed, the employee and the purpose, and on nothing else. So employee 150,000
/// can be made without the others, and a new throw for one purpose changes no other.</summary>
internal struct Dice(long seed, int index, DicePurpose purpose)
{
    private ulong _state = unchecked(((ulong)seed * 0x9E3779B97F4A7C15) ^ ((ulong)index * 0xC2B2AE3D27D4EB4F) ^ (((ulong)purpose + 1) * 0x165667B19E3779F9));

    /// <summary>0 to <paramref name="sides"/> - 1.</summary>
    public int Throw(int sides) => (int)(Next() % (ulong)sides);

    public bool Chance(int percent) => Throw(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Throw(items.Count)];

    // SplitMix64
    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}

internal enum DicePurpose
{
    Id,
    Name,
    Job,
    Status,
    Dates,
    Home,
    Contact,
    Address,
    History,
    Pay,
    Dependents,
}
