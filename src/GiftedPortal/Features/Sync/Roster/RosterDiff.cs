using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>
/// Compares the people of one run, one after the other, with the roster, and plans what to write. It reads the full row only
/// of somebody whose fingerprint differs, in batches.
/// </summary>
/// <param name="index">The roster's fingerprints; used up by the comparison.</param>
/// <param name="load">Loads the full rows of these people.</param>
internal sealed class RosterDiff(RosterIndex index, Func<IReadOnlyList<string>, CancellationToken, Task<List<Employee>>> load) : IDisposable
{
    /// <summary>How many complete runs may miss a person before the person counts as gone.</summary>
    public const int Grace = 2;

    private const int BatchSize = 500;

    private readonly PersonHash _hash = new();
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, (ProviderPerson Person, Guid Hash)> _differing = [];

    public RosterPlan Plan { get; } = new(index.Present);

    public async Task SeeAsync(ProviderPerson person, CancellationToken cancellationToken)
    {
        Plan.PeopleRead++;
        if (person.Id.Length is 0 or > EmployeeConfiguration.LongestId)
        {
            Plan.Oddities.Add((SyncEntryCode.WithoutId, null));
            return;
        }

        if (!_seen.Add(person.Id))
        {
            Plan.Oddities.Add((SyncEntryCode.NamedTwice, person.Id));
            return;
        }

        var hash = _hash.Of(person);
        if (!index.TryTake(person.Id, out var known))
        {
            Plan.Changes.Add(new RosterChange(person.Id, SyncEntryKind.Added, SyncEntryCode.NewPerson, PersonFields.None, person, hash));
        }
        else if (known.Hash != hash || known.MissedRuns > 0)
        {
            _differing.Add(person.Id, (person, hash));
            if (_differing.Count == BatchSize)
            {
                await CompareAsync(cancellationToken);
            }
        }
    }

    /// <summary>Everybody was seen: whoever is in the roster and was not, is missing.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await CompareAsync(cancellationToken);
        foreach (var (personId, known) in index.NotTaken.Where(one => !one.Value.HasLeft))
        {
            Plan.Endangered.Add(personId);
            Plan.Changes.Add(known.MissedRuns < Grace
                ? new RosterChange(personId, SyncEntryKind.Warning, SyncEntryCode.Missing, PersonFields.None, null, known.Hash)
                : new RosterChange(personId, SyncEntryKind.Left, SyncEntryCode.Vanished, PersonFields.None, null, known.Hash));
        }
    }

    public void Dispose() => _hash.Dispose();

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        if (_differing.Count == 0)
        {
            return;
        }

        foreach (var row in await load([.. _differing.Keys], cancellationToken))
        {
            var (person, hash) = _differing[row.PersonId];
            Plan.Changes.Add(Compare(row, person, hash));
        }

        _differing.Clear();
    }

    private RosterChange Compare(Employee row, ProviderPerson person, Guid hash)
    {
        var changed = PersonFields.None;
        foreach (var field in RosterField.All)
        {
            if (!person.Visible.HasFlag(field.Flag))
            {
                if (row.Visible.HasFlag(field.Flag))
                {
                    Plan.Hidden[field.Flag] = Plan.Hidden.GetValueOrDefault(field.Flag) + 1;
                }

                continue;
            }

            var (kept, shown) = (field.Kept(row), field.Shown(person));
            if (!Equals(kept, shown))
            {
                changed |= field.Flag;
                if (shown is null)
                {
                    Plan.Endangered.Add(person.Id);
                }
            }
        }

        var leaves = RosterRules.HasLeft(row, person);
        if (leaves && row.LeftAt is null)
        {
            Plan.Endangered.Add(person.Id);
            return new RosterChange(person.Id, SyncEntryKind.Left, SyncEntryCode.Terminated, changed, person, hash);
        }

        return new RosterChange(
            person.Id,
            changed != PersonFields.None || Returns() ? SyncEntryKind.Changed : null,
            Returns() ? SyncEntryCode.Returned : SyncEntryCode.FieldsChanged,
            changed, person, hash);

        bool Returns() => !leaves && row.LeftAt is not null;
    }
}
