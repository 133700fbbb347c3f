using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Runs;

/// <summary>Gathers the lines of a run's log while it reads; they are written when it ends.</summary>
internal sealed class RunJournal(Guid runId, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<Func<SyncEntry>> _lines = [];

    public int Calls { get; private set; }

    /// <summary>The lines as new entities at each call: a write that was rolled back is tried again with fresh ones.</summary>
    public IEnumerable<SyncEntry> Entries() => _lines.Select(line => line());

    public void Called(ProviderCall call)
    {
        lock (_lock)
        {
            Calls++;
            _lines.Add(() => SyncEntry.Of(runId, call));
        }
    }

    public void Failed(string detail) => Add(SyncEntryKind.Error, SyncEntryCode.Failed, detail: detail);

    public void Found(RosterPlan plan)
    {
        foreach (var (code, personId) in plan.Oddities)
        {
            Add(SyncEntryKind.Warning, code, personId);
        }

        AddFields(SyncEntryCode.FieldsHidden, plan.Hidden);
        AddFields(SyncEntryCode.FieldsUnreadable, plan.Unreadable);
    }

    private void AddFields(SyncEntryCode code, Dictionary<PersonFields, int> people)
    {
        foreach (var (field, number) in people)
        {
            Add(SyncEntryKind.Warning, code, fields: field, detail: number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private void Add(SyncEntryKind kind, SyncEntryCode code, string? personId = null, PersonFields fields = PersonFields.None, string? detail = null)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _lines.Add(() => new SyncEntry { RunId = runId, At = now, Kind = kind, Code = code, PersonId = personId, Fields = fields, Detail = detail });
        }
    }
}
