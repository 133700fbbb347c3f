using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;

namespace GiftedPortal.Benchmarks.Log;

/// <summary>
/// What four hundred days of a thousand customers leave in the log: one run for twenty lines, one customer who syncs every few minutes, a hundred who left long ago, one first run with a
/// tenth of all lines, one in a hundred runs asked for by somebody.
/// </summary>
internal sealed class FullLog(int entries, DateTimeOffset now)
{
    public const int Customers = 1000;

    private const int Closed = 100;
    private const int Days = 400;

    private readonly SyncEntryKind[] _kinds = [SyncEntryKind.Changed, SyncEntryKind.Changed, SyncEntryKind.Changed, SyncEntryKind.Added, SyncEntryKind.Note, SyncEntryKind.Left];
    private readonly Guid[] _customers = [.. Enumerable.Range(0, Customers).Select(_ => Guid.CreateVersion7(now.AddDays(-Days)))];
    private readonly Guid[] _connections = [.. Enumerable.Range(0, Customers).Select(_ => Guid.CreateVersion7(now.AddDays(-Days)))];

    public int Entries => entries;

    public int RunCount { get; } = entries / 20;

    /// <summary>The run with the most lines.</summary>
    public SyncRun Longest { get; private set; } = null!;

    /// <summary>Keys of all runs, oldest first.</summary>
    public List<Guid> Keys { get; } = [];

    public Guid Busiest => _customers[0];

    public Guid Gone => _customers[^1];

    public Guid Usual => _customers[500];

    /// <summary>The first and the last line of <see cref="Longest"/>.</summary>
    public (long First, long Last) Lines { get; private set; }

    public async Task FillAsync(PortalDbContext db)
    {
        await BulkWriter.WriteAsync(db, _customers.Select((id, number) => new Customer { Id = id, Name = NameOf(number), CreatedAt = now.AddDays(-Days) }));
        db.AddRange(_connections.Select((id, number) => new Connection
        {
            Id = id, CustomerId = _customers[number], Provider = "hibob", Environment = "Simulated", GuideVersion = 1, CreatedAt = now.AddDays(-Days),
        }));
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        var runs = Enumerable.Range(0, RunCount).Select(RunOf).ToList();
        Keys.AddRange(runs.Select(run => run.Id));
        await BulkWriter.WriteAsync(db, runs);
        await BulkWriter.WriteAsync(db, EntriesOf(runs));
    }

    private static string NameOf(int number) => $"Company {number:D4} {(number >= Customers - Closed ? "Closed" : number % 3 == 0 ? "Ltd" : "GmbH")}";

    private SyncRun RunOf(int number)
    {
        // one run of thirteen is the busiest customer's; whose customer left long ago has none since
        var customer = number % 13 == 0 ? 0 : 1 + (int)(number * 7919L % (Customers - 1));
        customer = customer >= Customers - Closed && number > RunCount / 4 ? customer - Closed : customer;
        var at = now.AddDays(-Days * (double)(RunCount - number) / RunCount);
        var asked = number % 100 == 50;
        var outcome = number == RunCount - 1 ? SyncOutcome.Running
            : number % 100 < 3 ? SyncOutcome.Unreachable
            : number % 500 == 7 ? SyncOutcome.Brake
            : number % 101 == 5 ? SyncOutcome.ProcessEnded
            : SyncOutcome.Changed;
        return new SyncRun
        {
            Id = Guid.CreateVersion7(at), ConnectionId = _connections[customer], CustomerId = _customers[customer], Trigger = asked ? SyncTrigger.Requested : SyncTrigger.Scheduled,
            StartedBy = asked ? $"Operator {number / 100 % 40}" : "sync", Node = "node", StartedAt = at, AliveAt = at, FinishedAt = outcome is SyncOutcome.Running ? null : at.AddSeconds(4),
            Outcome = outcome, Status = SyncOutcomes.StatusOf(outcome), Calls = 1, PeopleRead = 1000, Changed = 15,
        };
    }

    private IEnumerable<SyncEntry> EntriesOf(List<SyncRun> runs)
    {
        // what is left of the lines after one for each run's call and the longest run
        var (longest, id) = (entries / 10, 0L);
        var each = (entries - longest - runs.Count) / (runs.Count - 1);
        for (var number = 0; number < runs.Count; number++)
        {
            var run = runs[number];
            yield return new SyncEntry { Id = ++id, RunId = run.Id, At = run.StartedAt, Kind = SyncEntryKind.Call, Code = SyncEntryCode.Called, Method = "POST", Path = "/people/search", Status = 200, Milliseconds = 300, Bytes = 140_000, RateLimitLeft = 49 };
            var lines = number == runs.Count / 2 ? longest : each;
            if (lines == longest)
            {
                (Longest, Lines) = (run, (id + 1, id + longest));
            }

            for (var line = 0; line < lines; line++)
            {
                yield return line % 1000 == 11
                    ? new SyncEntry { Id = ++id, RunId = run.Id, At = run.StartedAt, Kind = SyncEntryKind.Warning, Code = SyncEntryCode.FieldsHidden, Fields = PersonFields.Birthday, Detail = $"{line}" }
                    : new SyncEntry { Id = ++id, RunId = run.Id, At = run.StartedAt, Kind = lines == longest && line % 5000 > 0 ? SyncEntryKind.Added : _kinds[line % _kinds.Length], Code = SyncEntryCode.FieldsChanged, PersonId = $"{3_000_000_000_000_000_000 + (line * 7919L % 10_000_019)}", Fields = PersonFields.Department };
            }
        }
    }

    /// <summary>Somebody with a line far behind in <see cref="Longest"/>.</summary>
    public string SomebodyLate => $"{3_000_000_000_000_000_000 + ((entries / 10 - 3) * 7919L % 10_000_019)}";

    public static Actor Olga { get; } = new("staff-olga", "Olga", "olga@gifted.example", ActorKind.Staff, null, StaffRoles.Operator);
}
