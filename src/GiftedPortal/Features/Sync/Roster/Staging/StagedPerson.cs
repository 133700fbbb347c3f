using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary>What a run is about to do for one person.</summary>
/// <param name="Row">The whole row as it is to be.</param>
/// <param name="Kind">What the log says; null when the row is only touched.</param>
/// <param name="Code">What exactly the log says.</param>
/// <param name="Fields">Fields with another value.</param>
/// <param name="Endangered">The brake counts this person.</param>
/// <param name="Values">Old and new values of the fields, protected; null where there are no old ones.</param>
internal sealed record StagedPerson(Employee Row, SyncEntryKind? Kind, SyncEntryCode Code, PersonFields Fields, bool Endangered = false, byte[]? Values = null);
