using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

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
    public async Task Runs_are_found_by_a_person_they_touched_by_id_anywhere_and_by_name_within_a_customer()
    {
        await _bench.SyncedAsync(people: 5);
        var first = (await _bench.RunsAsync()).Single();
        await _bench.RunAsync();
        _bench.Provider.People[2] = _bench.Provider.People[2] with { Department = "Marketing" };
        var changed = (await _bench.RunAsync())!;
        var other = new SyncBench(_bench.Portal.Contexts);
        await other.SyncedAsync(people: 5);

        (await FoundAsync(new RunQuery(ConnectionId: _bench.Connection) { Person = "3" })).Should().Equal(changed.Id, first.Id);
        (await FoundAsync(new RunQuery(CustomerId: _bench.Member.CustomerId) { Person = "first 3 TEST" })).Should().Equal(changed.Id, first.Id);
        (await FoundAsync(new RunQuery { Person = "3" })).Should().Contain([changed.Id, first.Id, (await other.RunsAsync()).Single().Id]);
        (await FoundAsync(new RunQuery { Person = "First 3" })).Should().BeEmpty("names are searched within one customer");
        (await FoundAsync(new RunQuery(ConnectionId: _bench.Connection) { Person = "nobody" })).Should().BeEmpty();
        (await Log.ListRunsAsync(new RunQuery { Person = "3" }, _bench.Member, Stop)).Select(row => row.Run.Id).Should().Equal(changed.Id, first.Id);

        async Task<IEnumerable<Guid>> FoundAsync(RunQuery query) => (await Log.ListRunsAsync(query, Olga, Stop)).Select(row => row.Run.Id);
    }

    [Fact]
    public async Task Of_two_connections_that_know_different_people_by_one_id_only_the_runs_of_the_one_who_was_meant_are_found()
    {
        await _bench.SyncedAsync(people: 5);
        var first = (await _bench.RunsAsync()).Single();
        _bench.Provider.People[2] = _bench.Provider.People[2] with { Department = "Marketing" };
        var changed = (await _bench.RunAsync())!;
        var other = await new SyncBench(_bench.Portal.Contexts).ApproveAsync();
        other.Provider.People.AddRange([SyncBench.Person(3) with { FirstName = "Somebody" }, SyncBench.Person(7) with { FirstName = "First" }]);
        var otherFirst = (await other.RunAsync())!;
        other.Provider.People[0] = other.Provider.People[0] with { Department = "Marketing" };
        var otherChanged = (await other.RunAsync())!;
        await using (var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop))
        {
            var customer = _bench.Member.CustomerId!.Value;
            await db.Set<Connection>().Where(one => one.Id == other.Connection)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.CustomerId, customer).SetProperty(one => one.Provider, "another"), Stop);
            await db.Set<SyncRun>().Where(run => run.ConnectionId == other.Connection).ExecuteUpdateAsync(set => set.SetProperty(run => run.CustomerId, customer), Stop);
        }

        (await FoundAsync("First 3 TEST")).Should().BeEquivalentTo([changed.Id, first.Id]);
        (await FoundAsync("First")).Should().BeEquivalentTo([otherFirst.Id, changed.Id, first.Id], "nobody of that name was changed in {0}", otherChanged.Id);
        (await FoundAsync("3")).Should().BeEquivalentTo([otherChanged.Id, otherFirst.Id, changed.Id, first.Id]);

        async Task<IEnumerable<Guid>> FoundAsync(string person) =>
            (await Log.ListRunsAsync(new RunQuery(CustomerId: _bench.Member.CustomerId) { Person = person }, Olga, Stop)).Select(row => row.Run.Id);
    }

    [Fact]
    public async Task Runs_are_found_by_the_code_of_their_end_or_of_a_line()
    {
        await _bench.SyncedAsync(people: 5);
        _bench.Provider.People.Add(_bench.Provider.People[0]);
        var twice = (await _bench.RunAsync())!;
        _bench.Provider.Failure = SyncBench.Failed(FailureKind.Nonsense);
        var nonsense = (await _bench.RunAsync())!;

        (await FoundAsync("named-twice")).Should().Equal(twice.Id);
        (await FoundAsync("nonsense")).Should().Equal(nonsense.Id);
        (await FoundAsync("forbidden")).Should().BeEmpty();
        (await FoundAsync("no such code")).Should().HaveCount(3);
        (await Log.EntriesAsync(twice.Id, new EntriesAddress(null, null, "named-twice").ToQuery(), Olga, Stop)).Should().ContainSingle().Which.PersonId.Should().Be("1");

        (await Log.EntriesAsync(twice.Id, new EntriesAddress("Changed", null, "named-twice").ToQuery(), Olga, Stop)).Should().BeEmpty("it is a warning");

        // an end has one status, a warning may be in a run of any
        (await FoundAsync("nonsense", SyncRunStatus.Failed)).Should().Equal(nonsense.Id);
        (await FoundAsync("nonsense", SyncRunStatus.Succeeded)).Should().BeEmpty();
        (await FoundAsync("named-twice", SyncRunStatus.Succeeded)).Should().Equal(twice.Id);
        (await FoundAsync("named-twice", SyncRunStatus.Failed)).Should().BeEmpty();
    }

    [Fact]
    public async Task Runs_are_found_by_the_code_of_a_line_about_somebody_also_when_their_lines_are_gone()
    {
        await _bench.SyncedAsync(people: 60);
        _bench.Provider.People.RemoveAt(0);
        var missing = (await _bench.RunAsync())!;
        _bench.Provider.People.RemoveRange(0, 30);
        var braked = (await _bench.RunAsync())!;
        await using (var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop))
        {
            await db.Set<SyncEntry>().Where(entry => entry.RunId == missing.Id || entry.RunId == braked.Id).ExecuteDeleteAsync(Stop);
        }

        (await FoundAsync("missing")).Should().Equal(missing.Id);
        (await FoundAsync("held-by-brake")).Should().Equal(braked.Id);
        (await FoundAsync("held-by-brake", text: "no customer's name")).Should().BeEmpty();
    }

    private async Task<IEnumerable<Guid>> FoundAsync(string code, SyncRunStatus? status = null, string? text = null) =>
        (await Log.ListRunsAsync(new RunsAddress(status?.ToString(), $"{_bench.Member.CustomerId}", text, null, null, code).ToQuery(), Olga, Stop)).Select(row => row.Run.Id);

    [Fact]
    public async Task Lines_are_found_by_a_name_and_around_one_of_them()
    {
        await _bench.SyncedAsync(people: 40);
        var run = (await _bench.RunsAsync()).Single();
        var all = await Log.EntriesAsync(run.Id, new EntryQuery(), Olga, Stop);

        (await Log.EntriesAsync(run.Id, new EntryQuery(Text: "first 33"), Olga, Stop)).Should().ContainSingle().Which.PersonId.Should().Be("33");
        (await Log.EntriesAsync(run.Id, new EntryQuery(Take: 15) { Line = all[30].Id }, Olga, Stop)).Select(entry => entry.Id).Should().Equal(all.Skip(20).Take(15).Select(entry => entry.Id));
        (await Log.EntriesAsync(run.Id, new EntryQuery(Take: 15) { Line = all[2].Id }, Olga, Stop)).Select(entry => entry.Id).Should().Equal(all.Take(15).Select(entry => entry.Id));
    }

    [Fact]
    public async Task Of_a_large_company_some_are_found_by_name_and_all_by_id_and_it_is_told()
    {
        const int people = SyncLogService.MostNames + 1;
        await _bench.SyncedAsync(people);
        var first = (await _bench.RunsAsync()).Single();
        _bench.Provider.People[8] = _bench.Provider.People[8] with { Department = "Marketing" };
        var changed = (await _bench.RunAsync())!;
        var customer = _bench.Member.CustomerId!.Value;

        // in order of their ids as text, 999 is the last
        (await LinesAsync(first, "first 10 TEST")).Should().Equal("10");
        (await LinesAsync(first, "first 999 TEST")).Should().BeEmpty();
        (await LinesAsync(first, "999")).Should().Contain("999");
        (await LinesAsync(changed, "first 9 TEST")).Should().Equal(["9"], "a run that touched few people knows all their names");
        (await RunsAsync("first 10 TEST")).Should().Equal(first.Id);
        (await RunsAsync("first 999 TEST")).Should().BeEmpty();
        (await RunsAsync("999")).Should().Equal(first.Id);

        (await Log.KnowsSomeNamesOfRunAsync(first.Id, Olga, Stop)).Should().BeTrue();
        (await Log.KnowsSomeNamesOfRunAsync(changed.Id, Olga, Stop)).Should().BeFalse();
        (await Log.KnowsSomeNamesAsync(customer, Olga, Stop)).Should().BeTrue();
        var small = await new SyncBench(_bench.Portal.Contexts).SyncedAsync(people: 3);
        (await Log.KnowsSomeNamesAsync(small.Member.CustomerId!.Value, Olga, Stop)).Should().BeFalse();
        (await Log.KnowsSomeNamesAsync(customer, small.Member, Stop)).Should().BeFalse("it is another customer's");
        (await Log.KnowsSomeNamesOfRunAsync(first.Id, _bench.Member, Stop)).Should().BeFalse("lines are for staff");

        async Task<IEnumerable<string?>> LinesAsync(SyncRun run, string text) => (await Log.EntriesAsync(run.Id, new EntryQuery(Text: text), Olga, Stop)).Select(entry => entry.PersonId);
        async Task<IEnumerable<Guid>> RunsAsync(string text) => (await Log.ListRunsAsync(new RunQuery(CustomerId: customer) { Person = text }, Olga, Stop)).Select(row => row.Run.Id);
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
