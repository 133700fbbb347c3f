using System.Security.Cryptography;
using System.Text;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.DataProtection;

namespace GiftedPortal.Tests.Features.Sync;

public abstract class SyncServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private readonly SyncBench _bench = new(database.Contexts);

    private List<ProviderPerson> People => _bench.Provider.People;

    [Fact]
    public async Task The_first_run_stores_everybody_and_the_connection_goes_live()
    {
        await _bench.ApproveAsync();
        People.AddRange(Enumerable.Range(1, 4500).Select(SyncBench.Person));

        var run = await _bench.RunAsync();

        run.Should().BeEquivalentTo(new
        {
            Trigger = SyncTrigger.First, Status = SyncRunStatus.Succeeded, Outcome = SyncOutcome.FirstRoster, Calls = 1, PeopleRead = 4500, Added = 4500, Changed = 0, Left = 0,
        });
        var roster = await _bench.RosterAsync();
        roster.Should().HaveCount(4500);
        roster["7"].Should().BeEquivalentTo(SyncBench.Person(7), options => options.Excluding(person => person.Id).Excluding(person => person.AccountId).Excluding(person => person.Unreadable).Excluding(person => person.Fingerprint));
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
        (await _bench.Portal.AuditOfAsync(_bench.Connection)).Select(entry => entry.Action).TakeLast(2)
            .Should().Equal("connection.start-first-sync", "connection.go-live");
    }

    [Fact]
    public async Task A_first_run_that_fails_after_thousands_of_people_stores_nobody_and_the_next_one_everybody()
    {
        await _bench.ApproveAsync();
        People.AddRange(Enumerable.Range(1, 4500).Select(SyncBench.Person));
        _bench.Provider.Failure = SyncBench.Failed(FailureKind.Nonsense);

        var failed = (await _bench.RunAsync())!;

        failed.Outcome.Should().Be(SyncOutcome.Nonsense);
        (await _bench.RosterAsync()).Should().BeEmpty();
        (await _bench.EntriesAsync(failed)).Should().OnlyContain(entry => entry.Kind == SyncEntryKind.Call || entry.Kind == SyncEntryKind.Error);
        _bench.Provider.Failure = null;
        var run = (await _bench.RunAsync())!;
        run.Outcome.Should().Be(SyncOutcome.FirstRoster);
        (await _bench.RosterAsync()).Should().HaveCount(4500);
        (await _bench.EntriesAsync(run)).Where(entry => entry.Kind == SyncEntryKind.Added).Select(entry => entry.PersonId).Should().BeEquivalentTo(People.Select(person => person.Id));
    }

    [Fact]
    public async Task A_first_run_that_meets_another_account_after_thousands_of_people_stores_nobody_and_tells_and_the_next_one_everybody()
    {
        await _bench.ApproveAsync();
        People.AddRange(Enumerable.Range(1, 6500).Select(SyncBench.Person));
        People.Add(SyncBench.Person(6501) with { AccountId = "999" });

        var stopped = (await _bench.RunAsync())!;

        stopped.Should().BeEquivalentTo(new { Status = SyncRunStatus.Failed, Outcome = SyncOutcome.OtherAccount, Added = 0 });
        (await _bench.RosterAsync()).Should().BeEmpty();
        (await _bench.EntriesAsync(stopped)).Where(entry => entry.Kind != SyncEntryKind.Call).Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Kind = SyncEntryKind.Error, Detail = "The people belong to another account than the connection." });
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention);
        People.RemoveAt(6500);
        (await _bench.RunAsync())!.Should().BeEquivalentTo(new { Outcome = SyncOutcome.FirstRoster, Added = 6500 });
        (await _bench.RosterAsync()).Should().HaveCount(6500);
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
    }

    [Fact]
    public async Task A_second_run_without_differences_writes_no_person()
    {
        await _bench.SyncedAsync(people: 5);
        var before = await _bench.RosterAsync();

        var run = await _bench.RunAsync();

        run!.Outcome.Should().Be(SyncOutcome.Unchanged);
        (await _bench.RosterAsync()).Should().BeEquivalentTo(before);
        (await _bench.EntriesAsync(run)).Should().OnlyContain(entry => entry.Kind == SyncEntryKind.Call);
    }

    [Fact]
    public async Task A_changed_person_is_written_and_the_log_names_the_fields_but_no_value()
    {
        await _bench.SyncedAsync(people: 3);
        People[1] = People[1] with { Department = "Research", Address = People[1].Address! with { City = "Lod" } };

        var run = await _bench.RunAsync();

        run!.Changed.Should().Be(1);
        (await _bench.RosterAsync())["2"].Should().BeEquivalentTo(new { Department = "Research", City = "Lod", Surname = "Test" });
        var entry = (await _bench.EntriesAsync(run)).Single(one => one.Kind == SyncEntryKind.Changed);
        entry.Should().BeEquivalentTo(new { PersonId = "2", Code = SyncEntryCode.FieldsChanged, Fields = PersonFields.Department | PersonFields.Address, Detail = (string?)null });
    }

    [Fact]
    public async Task Old_and_new_values_are_kept_with_the_line_and_only_encrypted()
    {
        await _bench.SyncedAsync(people: 3);
        People[1] = People[1] with { Department = "Research", StartDate = null };

        var run = await _bench.RunAsync();

        var entry = (await _bench.EntriesAsync(run!)).Single(one => one.Kind == SyncEntryKind.Changed);
        Encoding.UTF8.GetString(entry.Values!).Should().NotContain("Research").And.NotContain("Sales");
        new RunValues(_bench.Portal.Get<IDataProtectionProvider>(), run!.Id).Unprotect(entry.Values!).Should().BeEquivalentTo(
            new[] { new ValueChange(PersonFields.StartDate, "2020-05-04", null), new ValueChange(PersonFields.Department, "Sales", "Research") });
        var elsewhere = () => new RunValues(_bench.Portal.Get<IDataProtectionProvider>(), Guid.NewGuid()).Unprotect(entry.Values!);
        elsewhere.Should().Throw<CryptographicException>();
    }

    [Fact]
    public async Task A_hidden_field_keeps_its_value_and_an_emptied_one_does_not()
    {
        await _bench.SyncedAsync(people: 3);
        People[0] = People[0] with { Visible = People[0].Visible & ~PersonFields.Birthday, Birthday = null, PrivateEmail = null };

        var run = await _bench.RunAsync();

        (await _bench.RosterAsync())["1"].Should().BeEquivalentTo(new { Birthday = "04-01", PrivateEmail = (string?)null });
        var entries = await _bench.EntriesAsync(run!);
        entries.Should().ContainSingle(entry => entry.Code == SyncEntryCode.FieldsHidden && entry.Fields == PersonFields.Birthday && entry.Detail == "1");
        entries.Should().ContainSingle(entry => entry.Kind == SyncEntryKind.Changed && entry.Fields == PersonFields.PrivateEmail);
        (await _bench.RunAsync())!.Outcome.Should().Be(SyncOutcome.Unchanged, "a permission that stays away is told once");
    }

    [Fact]
    public async Task Somebody_terminated_has_left_at_once_and_may_come_back()
    {
        await _bench.SyncedAsync(people: 3);
        People[0] = People[0] with { Status = "Terminated" };

        var left = await _bench.RunAsync();
        var goneAt = (await _bench.RosterAsync())["1"].LeftAt;
        People[0] = People[0] with { Status = "Employed" };
        var back = await _bench.RunAsync();

        left!.Left.Should().Be(1);
        goneAt.Should().NotBeNull();
        (await _bench.EntriesAsync(back!)).Should().ContainSingle(entry => entry.Code == SyncEntryCode.Returned);
        (await _bench.RosterAsync())["1"].LeftAt.Should().BeNull();
    }

    [Fact]
    public async Task Somebody_who_is_not_shown_stays_for_two_runs_and_counts_as_left_at_the_third()
    {
        await _bench.SyncedAsync(people: 3);
        People.RemoveAt(0);

        var runs = new[] { await _bench.RunAsync(), await _bench.RunAsync(), await _bench.RunAsync(), await _bench.RunAsync() };

        runs.Select(run => run!.Left).Should().Equal(0, 0, 1, 0);
        (await _bench.EntriesAsync(runs[0]!)).Should().ContainSingle(entry => entry.Code == SyncEntryCode.Missing && entry.PersonId == "1");
        (await _bench.EntriesAsync(runs[2]!)).Should().ContainSingle(entry => entry.Code == SyncEntryCode.Vanished && entry.PersonId == "1");
        (await _bench.RosterAsync())["1"].LeftAt.Should().NotBeNull();
    }

    [Fact]
    public async Task Somebody_who_is_shown_again_within_the_grace_starts_anew()
    {
        await _bench.SyncedAsync(people: 3);
        var person = People[0];
        People.RemoveAt(0);
        await _bench.RunAsync();
        await _bench.RunAsync();
        People.Add(person);
        await _bench.RunAsync();
        People.Remove(person);

        (await _bench.RunAsync())!.Left.Should().Be(0);
        (await _bench.RosterAsync())["1"].MissedRuns.Should().Be(1);
    }

    [Theory]
    [InlineData(30, 10, SyncRunStatus.Succeeded)]
    [InlineData(30, 11, SyncRunStatus.Stopped)]
    [InlineData(100, 20, SyncRunStatus.Succeeded)]
    [InlineData(100, 21, SyncRunStatus.Stopped)]
    public async Task The_brake_stops_a_run_that_would_lose_too_many(int people, int gone, SyncRunStatus expected)
    {
        await _bench.SyncedAsync(people);
        var before = await _bench.RosterAsync();
        People.RemoveRange(0, gone - 2);
        People[0] = People[0] with { Status = "Terminated" };
        People[1] = People[1] with { WorkEmail = null };

        var run = await _bench.RunAsync();

        run!.Status.Should().Be(expected);
        if (expected == SyncRunStatus.Stopped)
        {
            (await _bench.RosterAsync()).Should().BeEquivalentTo(before, "nothing is written before somebody decided");
            (await _bench.EntriesAsync(run)).Where(entry => entry.Code == SyncEntryCode.HeldByBrake).Should().HaveCount(gone);
            (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention);
        }
    }

    [Fact]
    public async Task A_person_named_twice_or_without_an_id_is_told_and_does_no_harm()
    {
        await _bench.SyncedAsync(people: 3);
        People.Add(People[0] with { FirstName = "Other" });
        People.Add(People[0] with { Id = "" });

        var run = await _bench.RunAsync();

        run!.Status.Should().Be(SyncRunStatus.Succeeded);
        (await _bench.EntriesAsync(run)).Select(entry => entry.Code).Should().Contain([SyncEntryCode.NamedTwice, SyncEntryCode.WithoutId]);
        (await _bench.RosterAsync())["1"].FirstName.Should().Be("First 1");
    }

    [Fact]
    public async Task Of_a_changed_person_and_the_same_one_unchanged_the_first_counts_wherever_it_stands()
    {
        await _bench.SyncedAsync(people: 3);
        People.Insert(1, People[1] with { FirstName = "Other" });
        People.Add(People[0] with { FirstName = "Later" });

        var run = await _bench.RunAsync();

        run!.Changed.Should().Be(1);
        (await _bench.EntriesAsync(run)).Where(entry => entry.Code == SyncEntryCode.NamedTwice).Select(entry => entry.PersonId).Should().BeEquivalentTo(["1", "2"]);
        var roster = await _bench.RosterAsync();
        (roster["1"].FirstName, roster["2"].FirstName).Should().Be(("First 1", "Other"));
    }

    [Fact]
    public async Task A_new_person_named_twice_is_stored_once()
    {
        await _bench.SyncedAsync(people: 3);
        People.Add(SyncBench.Person(4));
        People.Add(SyncBench.Person(4) with { FirstName = "Other" });

        var run = await _bench.RunAsync();

        run!.Added.Should().Be(1);
        (await _bench.RosterAsync())["4"].FirstName.Should().Be("First 4");
    }

    [Fact]
    public async Task A_value_that_nobody_can_read_is_told_by_every_run_and_written_by_none_but_the_first()
    {
        await _bench.SyncedAsync(people: 3);
        People[1] = People[1] with { Visible = People[1].Visible & ~PersonFields.StartDate, Unreadable = PersonFields.StartDate, StartDate = null };
        await _bench.RunAsync();
        var before = await _bench.RosterAsync();

        var run = await _bench.RunAsync();

        run!.Outcome.Should().Be(SyncOutcome.Unchanged);
        (await _bench.EntriesAsync(run)).Should().ContainSingle(entry => entry.Code == SyncEntryCode.FieldsUnreadable && entry.Detail == "1");
        (await _bench.RosterAsync()).Should().BeEquivalentTo(before);
        before["2"].StartDate.Should().Be(new DateOnly(2020, 5, 4));
    }
}

public sealed class SyncServiceOnSqliteTests(SqliteDatabase database) : SyncServiceTests<SqliteDatabase>(database);
