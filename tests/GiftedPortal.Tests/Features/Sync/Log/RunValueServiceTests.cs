using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Log.Values;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.DataProtection;

namespace GiftedPortal.Tests.Features.Sync.Log;

public abstract class RunValueServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);

    private readonly SyncBench _bench = new(database.Contexts);

    [Fact]
    public async Task Staff_see_values_masked_and_what_is_empty_as_empty()
    {
        var (run, line) = await ChangedAsync();

        var shown = await _bench.Values.MaskedAsync(run.Id, [line], TestPortal.Staff("Adam", StaffRoles.Auditor), Stop);

        shown[line].Should().BeEquivalentTo([new ShownChange(PersonFields.Department, "S***", "M***"), new ShownChange(PersonFields.PrivateEmail, "p***", null)]);
        (await _bench.Values.MaskedAsync(run.Id, [line], _bench.Member, Stop)).Should().BeEmpty();
        (await _bench.Values.MaskedAsync(run.Id, [line], TestPortal.Stranger, Stop)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(StaffRoles.Operator, true)]
    [InlineData(StaffRoles.Admin, true)]
    [InlineData(StaffRoles.Reviewer, false)]
    [InlineData(StaffRoles.Auditor, false)]
    [InlineData(StaffRoles.None, false)]
    public async Task Operators_and_admins_see_them_for_a_reason_that_is_written_down(StaffRoles role, bool may)
    {
        var (run, line) = await ChangedAsync();
        var actor = TestPortal.Staff("Someone", role);

        var (values, refusal) = await _bench.Values.RevealAsync(run.Id, [line], " The parcel came back. ", actor, Stop);

        var audit = (await _bench.Portal.AuditOfAsync(_bench.Connection)).Where(entry => entry.Action == "people.unmasked").ToList();
        if (may)
        {
            values![line].Should().Contain(new ShownChange(PersonFields.Department, "Sales", "Marketing"));
            audit.Should().ContainSingle().Which.Should().BeEquivalentTo(new { ActorId = actor.Id, Reason = "The parcel came back.", NewValue = $"run {run.Id}, lines {line}" });
        }
        else
        {
            values.Should().BeNull();
            refusal.Should().Be(RevealRefusal.NotAllowed);
            audit.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Members_viewers_and_strangers_never_see_them()
    {
        var (run, line) = await ChangedAsync();
        var viewer = new Actor("staff-Olga", "Olga", null, ActorKind.Viewer, _bench.Member.CustomerId, StaffRoles.None);

        foreach (var actor in (Actor[])[_bench.Member, viewer, TestPortal.Stranger, Actor.System("test")])
        {
            (await _bench.Values.RevealAsync(run.Id, [line], "x", actor, Stop)).Should().Be((null, RevealRefusal.NotAllowed));
        }
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_shown()
    {
        var (run, line) = await ChangedAsync();

        (await _bench.Values.RevealAsync(run.Id, [line], "  ", Olga, Stop)).Should().Be((null, RevealRefusal.BadReason));
        (await _bench.Values.RevealAsync(run.Id, [line], new string('x', RunValueService.LongestReason + 1), Olga, Stop)).Should().Be((null, RevealRefusal.BadReason));
    }

    [Fact]
    public async Task A_reason_for_one_run_shows_no_line_of_another()
    {
        var (_, line) = await ChangedAsync();
        var other = new SyncBench(_bench.Portal.Contexts);
        await other.SyncedAsync(people: 1);
        other.Provider.People[0] = other.Provider.People[0] with { Department = "Theirs" };
        var theirs = (await other.RunAsync())!;

        (await other.Values.RevealAsync(theirs.Id, [line], "x", Olga, Stop)).Refusal.Should().Be(RevealRefusal.NotFound);
        (await other.Values.MaskedAsync(theirs.Id, [line], Olga, Stop)).Should().BeEmpty();
    }

    [Fact]
    public async Task Values_whose_key_is_lost_are_not_shown_and_break_nothing()
    {
        var (run, line) = await ChangedAsync();
        var values = new RunValueService(_bench.Portal.Contexts, new EphemeralDataProtectionProvider(), _bench.Portal.Time);

        (await values.MaskedAsync(run.Id, [line], Olga, Stop)).Should().BeEmpty();
        (await values.RevealAsync(run.Id, [line], "x", Olga, Stop)).Refusal.Should().Be(RevealRefusal.NotFound);
    }

    [Fact]
    public async Task Hidden_really_empty_and_left_are_three_things()
    {
        await _bench.SyncedAsync(people: 20);
        _bench.Provider.People[0] = _bench.Provider.People[0] with { PrivateEmail = null };
        _bench.Provider.People[1] = _bench.Provider.People[1] with { Status = "Terminated" };
        _bench.Provider.People[2] = _bench.Provider.People[2] with { Visible = _bench.Provider.People[2].Visible & ~PersonFields.Address, Address = null };
        _bench.Provider.People.RemoveAt(3);
        var run = (await _bench.RunAsync())!;

        var gaps = await _bench.Gaps.OfAsync(run, Olga, Stop);

        gaps!.Hidden.Should().Equal(new Dictionary<PersonFields, int> { [PersonFields.Address] = 1 });
        gaps.Emptied.Should().Equal(new Dictionary<PersonFields, int> { [PersonFields.PrivateEmail] = 1 });
        gaps.Should().BeEquivalentTo(new { Left = 1, Unshown = 1, EmptiedIsPart = false });
        (await _bench.Gaps.OfAsync(run, _bench.Member, Stop)).Should().BeNull();
    }

    // one person with a changed and an emptied field
    private async Task<(SyncRun Run, long Line)> ChangedAsync()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.People[1] = _bench.Provider.People[1] with { Department = "Marketing", PrivateEmail = null };
        var run = (await _bench.RunAsync())!;
        return (run, (await _bench.EntriesAsync(run)).Single(entry => entry.Kind == SyncEntryKind.Changed).Id);
    }
}

public sealed class RunValueServiceOnSqliteTests(SqliteDatabase database) : RunValueServiceTests<SqliteDatabase>(database);
