using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;

namespace GiftedPortal.Benchmarks.Log;

/// <summary>
/// What four hundred days of a thousand customers leave in the log: one run for twenty lines, one customer who syncs every few minutes, a hundred who left long ago, one first run with a
/// tenth of all lines, one in a hundred runs asked for by somebody; warnings in one run of fifty, of four hundred and of five thousand; two hundred thousand people at the busiest customer
/// and a hundred at each other one.
/// </summary>
internal sealed class FullLog(int entries, DateTimeOffset now)
{
    public const int Customers = 1000;

    private const int Closed = 100;
    private const int Days = 400;
    private const int Many = 200_000;
    private const int Few = 100;

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
        await BulkWriter.WriteAsync(db, Enumerable.Range(0, runs.Count).SelectMany(number => FindingsOf(number, runs[number])));
        await BulkWriter.WriteAsync(db, Enumerable.Range(0, Customers).SelectMany(PeopleOf));
        await BulkWriter.WriteAsync(db, EntriesOf(runs));
    }

    /// <summary>The id of one of a customer's people.</summary>
    public static string PersonOf(int customer, int person) => $"{3_000_000_000_000_000_000 + (customer * 1_000_000L) + person}";

    private IEnumerable<Employee> PeopleOf(int customer) => Enumerable.Range(0, customer == 0 ? Many : Few).Select(person => new Employee
    {
        ConnectionId = _connections[customer], PersonId = PersonOf(customer, person), FirstName = $"Ann{person % 977}", Surname = $"Smith{person}", WorkEmail = $"ann{person}@company{customer}.example",
        Status = "Active", FirstSeenAt = now.AddDays(-Days), ContentHash = Guid.NewGuid(),
    });

    private static IEnumerable<SyncFinding> FindingsOf(int number, SyncRun run) =>
        from code in new (SyncEntryCode Code, bool Is)[] { (SyncEntryCode.FieldsHidden, number % 50 == 9), (SyncEntryCode.Missing, number % 400 == 21), (SyncEntryCode.NamedTwice, number % 5000 == 33) }
        where code.Is
        select new SyncFinding { RunId = run.Id, Code = code.Code, CustomerId = run.CustomerId };

    private static string NameOf(int number) => $"Company {number:D4} {(number >= Customers - Closed ? "Closed" : number % 3 == 0 ? "Ltd" : "GmbH")}";

    private SyncRun RunOf(int number)
    {
        var customer = CustomerOf(number);
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

    // one run of thirteen is the busiest customer's; whose customer left long ago has none since
    private int CustomerOf(int number)
    {
        var customer = number % 13 == 0 ? 0 : 1 + (int)(number * 7919L % (Customers - 1));
        return customer >= Customers - Closed && number > RunCount / 4 ? customer - Closed : customer;
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

            var (customer, warns) = (CustomerOf(number), lines == longest || FindingsOf(number, run).Any());
            for (var line = 0; line < lines; line++)
            {
                yield return line % 1000 == 11 && warns
                    ? new SyncEntry { Id = ++id, RunId = run.Id, At = run.StartedAt, Kind = SyncEntryKind.Warning, Code = line == 511_011 ? SyncEntryCode.NamedTwice : SyncEntryCode.FieldsHidden, Fields = PersonFields.Birthday, Detail = $"{line}" }
                    : lines == longest && line % 5000 > 0
                    ? new SyncEntry { Id = ++id, RunId = run.Id, At = run.StartedAt, Kind = SyncEntryKind.Added, Code = SyncEntryCode.NewPerson, PersonId = LatePersonOf(line) }
                    : new SyncEntry { Id = ++id, RunId = run.Id, At = run.StartedAt, Kind = _kinds[line % _kinds.Length], Code = SyncEntryCode.FieldsChanged, PersonId = PersonOf(customer, (int)(((number * 31L) + line) * 7919L % (customer == 0 ? Many : Few))), Fields = PersonFields.Department };
            }
        }
    }

    // in an order of their own, as Bob shows them
    private static string LatePersonOf(int line) => $"{4_000_000_000_000_000_000 + (line * 7919L % 10_000_019)}";

    /// <summary>Somebody with a line far behind in <see cref="Longest"/>.</summary>
    public string SomebodyLate => LatePersonOf((entries / 10) - 3);

    public static Actor Olga { get; } = new("staff-olga", "Olga", "olga@gifted.example", ActorKind.Staff, null, StaffRoles.Operator);
}
