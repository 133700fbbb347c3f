using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>What a run found out, before it writes anything: numbers, whatever the size of the company.</summary>
internal sealed class RosterPlan(int present)
{
    // an answer that is all odd is told by its first lines
    private const int MostOddities = 1000;

    private readonly List<(SyncEntryCode Code, string? PersonId)> _oddities = [];
    private readonly int[] _byKind = new int[Enum.GetValues<SyncEntryKind>().Length];

    /// <summary>People who were in the roster and had not left.</summary>
    public int Present { get; } = present;

    public int PeopleRead { get; set; }

    /// <summary>How many people the brake counts: who would leave, are missing for the first time, or would lose a value.</summary>
    public int Endangered { get; private set; }

    /// <summary>Something happened to somebody.</summary>
    public bool ChangesAnybody { get; private set; }

    /// <summary>Fields that were visible at the last run and no longer are, with the number of people.</summary>
    public Dictionary<PersonFields, int> Hidden { get; } = [];

    /// <summary>Fields that came with a value that nobody can read, with the number of people; what was read before stays.</summary>
    public Dictionary<PersonFields, int> Unreadable { get; } = [];

    /// <summary>Things about the answer itself that staff should know.</summary>
    public IReadOnlyList<(SyncEntryCode Code, string? PersonId)> Oddities => _oddities;

    public int Count(SyncEntryKind kind) => _byKind[(int)kind];

    public void Counts(SyncEntryKind? kind, bool endangered)
    {
        Endangered += endangered ? 1 : 0;
        if (kind is { } told)
        {
            _byKind[(int)told]++;
            ChangesAnybody = true;
        }
    }

    public void IsOdd(SyncEntryCode code, string? personId)
    {
        if (_oddities.Count < MostOddities)
        {
            _oddities.Add((code, personId));
        }
    }
}
