using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Sync;

public abstract class SyncLogServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);

    private readonly SyncBench _bench = new(database.Contexts);

    private SyncLogService Log => _bench.Log;

    [Fact]
    public async Task Staff_page_through_all_runs_newest_first()
    {
        await _bench.SyncedAsync(people: 2);
        await _bench.RunAsync();
        await _bench.RunAsync();
        var query = new RunQuery(ConnectionId: _bench.Connection, Take: 2);

        var newest = await Log.ListRunsAsync(query, Olga, Stop);
        var older = await Log.ListRunsAsync(query with { Before = newest[^1].Run.Id }, Olga, Stop);

        newest.Concat(older).Select(row => row.Run.Outcome).Should().Equal(SyncOutcome.Unchanged, SyncOutcome.Unchanged, SyncOutcome.FirstRoster);
        newest.Concat(older).Select(row => row.Run.StartedAt).Should().BeInDescendingOrder();
    }

    [Fact]
    public async Task Runs_are_found_by_status_and_by_the_customers_name_in_any_case()
    {
        await _bench.SyncedAsync(people: 2);
        var name = (await Log.ListRunsAsync(new RunQuery(ConnectionId: _bench.Connection), Olga, Stop)).Single().CustomerName;

        (await Log.ListRunsAsync(new RunQuery(Text: name.ToUpperInvariant()), Olga, Stop)).Should().ContainSingle();
        (await Log.ListRunsAsync(new RunQuery(Text: name, Status: SyncRunStatus.Failed), Olga, Stop)).Should().BeEmpty();
    }

    [Fact]
    public async Task Runs_are_counted_by_customer_and_day_and_a_day_leads_to_its_runs()
    {
        await _bench.SyncedAsync(people: 2);
        var start = _bench.Portal.Time.GetUtcNow();
        DateTimeOffset[] starts = [start.AddDays(-1), start.AddHours(-1), start.AddDays(1), start.AddDays(2), start.AddDays(3)];
        _bench.Portal.Time.Advance(TimeSpan.FromDays(1));
        await _bench.RunAsync();
        _bench.Provider.Failure = new ProviderFailure(FailureKind.Unreachable, "POST /people/search", null, null, "no answer");
        await _bench.RunAsync();

        var days = (await Log.DaysAsync(starts, Olga, Stop)).Single(one => one.CustomerId == _bench.Member.CustomerId);
        var own = await Log.DaysAsync(starts, _bench.Member, Stop);
        var other = await Log.DaysAsync(starts, await _bench.Portal.MemberAsync(), Stop);

        days.Days.Should().Equal(RunDay.None, new RunDay(1, 0, 0, 0), new RunDay(1, 1, 0, 0), RunDay.None);
        own.Should().ContainSingle().Which.Days.Should().Equal(days.Days);
        other.Should().BeEmpty();
        (await Log.ListRunsAsync(new RunQuery(ConnectionId: _bench.Connection) { From = starts[1], To = starts[2] }, Olga, Stop)).Should().ContainSingle().Which.Run.Outcome.Should().Be(SyncOutcome.FirstRoster);
    }

    [Fact]
    public async Task A_member_sees_the_runs_of_their_own_customer_only_and_no_entries()
    {
        await _bench.SyncedAsync(people: 2);
        var run = (await _bench.RunsAsync()).Single();
        var other = await _bench.Portal.MemberAsync();

        (await Log.ListRunsAsync(new RunQuery(), _bench.Member, Stop)).Should().ContainSingle().Which.Run.Id.Should().Be(run.Id);
        (await Log.EntriesAsync(run.Id, new EntryQuery(), _bench.Member, Stop)).Should().BeEmpty();
        (await Log.ListRunsAsync(new RunQuery(CustomerId: _bench.Member.CustomerId), other, Stop)).Should().BeEmpty();
        (await Log.FindRunAsync(run.Id, other, Stop)).Should().BeNull();
        (await Log.SummaryAsync(_bench.Connection, other, Stop)).Should().BeNull();
        (await Log.ListRunsAsync(new RunQuery(), TestPortal.Stranger, Stop)).Should().BeEmpty();
    }

    [Fact]
    public async Task Entries_are_filtered_by_kind_and_person_and_paged_in_order()
    {
        await _bench.SyncedAsync(people: 5);
        var run = (await _bench.RunsAsync()).Single();

        var calls = await Log.EntriesAsync(run.Id, new EntryQuery(SyncEntryKind.Call), Olga, Stop);
        var person = await Log.EntriesAsync(run.Id, new EntryQuery(Text: "3"), Olga, Stop);
        var page = await Log.EntriesAsync(run.Id, new EntryQuery(Take: 3), Olga, Stop);
        var next = await Log.EntriesAsync(run.Id, new EntryQuery(After: page[^1].Id), Olga, Stop);

        calls.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Method = "POST", Path = "/people/search", Status = 200, Milliseconds = 20, Bytes = 1234L, RateLimitLeft = 49 });
        person.Should().ContainSingle().Which.PersonId.Should().Be("3");
        page.Concat(next).Select(entry => entry.PersonId).Should().Equal("1", "2", "3", "4", "5");
    }

    [Fact]
    public async Task The_summary_counts_people_by_status()
    {
        await _bench.SyncedAsync(people: 5);
        _bench.Provider.People[0] = _bench.Provider.People[0] with { Status = "Terminated" };
        var run = await _bench.RunAsync();

        var summary = await Log.SummaryAsync(_bench.Connection, _bench.Member, Stop);

        summary!.Last!.Run.Id.Should().Be(run!.Id);
        summary.Should().BeEquivalentTo(new { SucceededAt = run.FinishedAt, People = 4, Left = 1 });
        summary.ByStatus.Should().BeEquivalentTo(new Dictionary<string, int> { ["Employed"] = 4, ["Terminated"] = 1 });
    }
}

public sealed class SyncLogServiceOnSqliteTests(SqliteDatabase database) : SyncLogServiceTests<SqliteDatabase>(database);
