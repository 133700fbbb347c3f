using GiftedPortal.Features.Sync.Roster.Staging;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>
/// Compares the people of one run, one after the other, with the roster, and stages what to write. It reads the full row only
/// of somebody whose fingerprint differs, in batches, and holds nobody else.
/// </summary>
internal sealed class RosterDiff(SyncRun run, RosterIndex index, RosterRows rows, RosterStaging staging, RunValues values, IReadOnlySet<string> letPass)
{
    /// <summary>How many complete runs may miss a person before the person counts as gone.</summary>
    public const int Grace = 2;

    private const int BatchSize = 500;

    private readonly Dictionary<string, ProviderPerson> _differing = [];

    public RosterPlan Plan { get; } = new(index.Present);

    /// <summary>Counts a person in the answer, and says whether nothing is new about them. Whoever comes first is looked at in any case, for the account.</summary>
    public bool IsUnchanged(ReadOnlySpan<byte> personId, Guid fingerprint) => index.SeeUnchanged(personId, fingerprint, always: Plan.PeopleRead++ == 0);

    /// <summary>Looks at somebody who is not unchanged.</summary>
    public async ValueTask SeeAsync(ProviderPerson person, CancellationToken cancellationToken)
    {
        if (person.Id.Length is 0 or > EmployeeConfiguration.LongestId)
        {
            Plan.IsOdd(SyncEntryCode.WithoutId, null);
            return;
        }

        if (!index.Take(person.Id))
        {
            Plan.IsOdd(SyncEntryCode.NamedTwice, person.Id);
            return;
        }

        if (person.Unreadable != PersonFields.None)
        {
            CountUnreadable(person);
        }

        if (index.IsExhausted)
        {
            await StageAsync(New(person), cancellationToken);
            return;
        }

        _differing.Add(person.Id, person);
        if (_differing.Count == BatchSize)
        {
            await CompareAsync(cancellationToken);
        }
    }

    /// <summary>Everybody was seen: whoever is in the roster and was not, is missing.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await CompareAsync(cancellationToken);
        if (index.Absent > 0)
        {
            await foreach (var row in rows.PresentAsync(cancellationToken))
            {
                if (!index.HasSeen(row.ContentHash))
                {
                    await StageAsync(Missed(row), cancellationToken);
                }
            }
        }

        await staging.EndAsync(cancellationToken);
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        if (_differing.Count == 0)
        {
            return;
        }

        var kept = await rows.OfAsync([.. _differing.Keys], cancellationToken);
        foreach (var person in _differing.Values)
        {
            if (!kept.TryGetValue(person.Id, out var row))
            {
                await StageAsync(New(person), cancellationToken);
            }
            else if (!index.SeeRow(row.ContentHash))
            {
                Plan.IsOdd(SyncEntryCode.NamedTwice, person.Id);
            }
            else if (Compare(row, person) is { } difference)
            {
                await StageAsync(difference, cancellationToken);
            }
        }

        _differing.Clear();
    }

    private ValueTask StageAsync(StagedPerson person, CancellationToken cancellationToken)
    {
        Plan.Counts(person.Kind, person.Endangered);
        return staging.AddAsync(person, cancellationToken);
    }

    private StagedPerson New(ProviderPerson person) => new(
        Shown(new Employee { ConnectionId = run.ConnectionId, PersonId = person.Id, FirstSeenAt = run.StartedAt }, person), SyncEntryKind.Added, SyncEntryCode.NewPerson, PersonFields.None);

    /// <summary>What to write of somebody whom the roster has; null: nothing.</summary>
    private StagedPerson? Compare(Employee row, ProviderPerson person)
    {
        var (changed, emptied) = (PersonFields.None, false);
        var changes = new List<ValueChange>();
        foreach (var field in RosterField.All)
        {
            if (!person.Visible.HasFlag(field.Flag))
            {
                if (row.Visible.HasFlag(field.Flag) && !person.Unreadable.HasFlag(field.Flag))
                {
                    Plan.Hidden[field.Flag] = Plan.Hidden.GetValueOrDefault(field.Flag) + 1;
                }

                continue;
            }

            var (kept, shown) = (field.Kept(row), field.Shown(person));
            if (!Equals(kept, shown))
            {
                changed |= field.Flag;
                emptied |= shown is null;
                changes.Add(ValueChange.Of(field.Flag, kept, shown));
            }
        }

        var leaves = RosterRules.HasLeft(row, person);
        var (goes, returns) = (leaves && row.LeftAt is null, !leaves && row.LeftAt is not null);
        if (!goes && !returns && changed == PersonFields.None && row.MissedRuns == 0 && row.Visible == person.Visible && row.ContentHash == HashOf(person))
        {
            return null;
        }

        return new StagedPerson(
            Shown(row, person),
            goes ? SyncEntryKind.Left : returns || changed != PersonFields.None ? SyncEntryKind.Changed : null,
            goes ? SyncEntryCode.Terminated : returns ? SyncEntryCode.Returned : SyncEntryCode.FieldsChanged,
            changed,
            (goes || emptied) && !letPass.Contains(person.Id),
            changes.Count == 0 ? null : values.Protect(changes));
    }

    /// <summary>The fingerprint; of somebody with an unreadable field another one, so that the next run looks, and tells, again.</summary>
    private static Guid HashOf(ProviderPerson person) => person.Unreadable == PersonFields.None ? person.Fingerprint : Other(person.Fingerprint);

    private static Guid Other(Guid fingerprint)
    {
        var bytes = fingerprint.ToByteArray();
        bytes[0] ^= 0xFF;
        return new Guid(bytes);
    }

    private void CountUnreadable(ProviderPerson person)
    {
        foreach (var field in RosterField.All.Where(field => person.Unreadable.HasFlag(field.Flag)))
        {
            Plan.Unreadable[field.Flag] = Plan.Unreadable.GetValueOrDefault(field.Flag) + 1;
        }
    }

    private Employee Shown(Employee row, ProviderPerson person)
    {
        row.LeftAt = RosterRules.HasLeft(row, person) ? row.LeftAt ?? run.StartedAt : null;
        row.MissedRuns = 0;
        row.ContentHash = HashOf(person);
        row.Visible = person.Visible;
        foreach (var field in RosterField.All)
        {
            if (person.Visible.HasFlag(field.Flag))
            {
                field.Take(row, person);
            }
        }

        return row;
    }

    private StagedPerson Missed(Employee row)
    {
        var (first, gone) = (row.MissedRuns == 0, row.MissedRuns >= Grace);
        row.MissedRuns++;
        row.LeftAt = gone ? run.StartedAt : null;
        // the brake counts the run that misses them first: what follows is what was let pass then
        return new StagedPerson(
            row,
            gone ? SyncEntryKind.Left : SyncEntryKind.Warning,
            gone ? SyncEntryCode.Vanished : SyncEntryCode.Missing,
            PersonFields.None,
            first && !letPass.Contains(row.PersonId));
    }
}
