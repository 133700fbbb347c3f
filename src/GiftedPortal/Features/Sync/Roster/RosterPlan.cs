using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>What a run is about to do to the roster for one person.</summary>
/// <param name="PersonId">The provider's id.</param>
/// <param name="Kind">What the log says; null when the row is only touched.</param>
/// <param name="Code">What exactly the log says.</param>
/// <param name="Fields">Fields with another value.</param>
/// <param name="Person">What the provider showed; null for somebody who was not in the answer.</param>
/// <param name="Hash">Fingerprint of <paramref name="Person"/>.</param>
internal sealed record RosterChange(string PersonId, SyncEntryKind? Kind, SyncEntryCode Code, PersonFields Fields, ProviderPerson? Person, Guid Hash);

/// <summary>What a run found out, before it writes anything.</summary>
internal sealed class RosterPlan(int present)
{
    /// <summary>People who were in the roster and had not left.</summary>
    public int Present { get; } = present;

    public List<RosterChange> Changes { get; } = [];

    /// <summary>People whom the brake counts: who would leave, are missing, or would lose a value.</summary>
    public HashSet<string> Endangered { get; } = [];

    /// <summary>Fields that were visible at the last run and no longer are, with the number of people.</summary>
    public Dictionary<PersonFields, int> Hidden { get; } = [];

    /// <summary>Things about the answer itself that staff should know.</summary>
    public List<(SyncEntryCode Code, string? PersonId)> Oddities { get; } = [];

    public int PeopleRead { get; set; }

    public int Count(SyncEntryKind kind) => Changes.Count(change => change.Kind == kind);
}
