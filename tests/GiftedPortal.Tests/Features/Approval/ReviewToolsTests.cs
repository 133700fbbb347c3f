using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Approval.DryRuns;
using GiftedPortal.Features.Connections.Notes;
using GiftedPortal.Features.Approval.Review;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Approval;

public abstract class ReviewToolsTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);
    private static readonly Actor Adam = TestPortal.Staff("Adam", StaffRoles.Auditor);

    private readonly TestPortal _portal = new(database.Contexts);

    private ReviewNotes Notes => _portal.Get<ReviewNotes>();

    [Fact]
    public async Task Notes_for_the_customer_and_among_staff_are_kept_apart()
    {
        var (member, id) = await _portal.SubmittedAsync();

        (await Notes.AddAsync(id, " looks odd ", false, Rita, Stop)).Should().BeNull();
        (await Notes.AddAsync(id, "We look today", true, Rita, Stop)).Should().BeNull();

        (await Notes.ListAsync(id, Adam, Stop)).Select(note => (note.AuthorName, note.Text, note.ForCustomer)).Should().Equal(("Rita", "looks odd", false), ("Rita", "We look today", true));
        (await Notes.ListAsync(id, member, Stop)).Select(note => note.Text).Should().Equal("We look today");
        (await Notes.ListAsync(id, await _portal.MemberAsync(), Stop)).Should().BeEmpty();
        (await _portal.AuditOfAsync(id)).Select(entry => entry.Action).Should().Contain(["note.internal", "note.for-customer"]);
    }

    [Fact]
    public async Task Notes_are_written_by_those_who_work_on_it_and_have_a_length()
    {
        var (member, id) = await _portal.SubmittedAsync();

        (await Notes.AddAsync(id, "x", true, Adam, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
        (await Notes.AddAsync(id, "x", true, member, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
        (await Notes.AddAsync(id, "  ", true, Rita, Stop)).Should().BeOfType<ConnectionRefusal.BadReason>();
        (await Notes.AddAsync(id, new string('x', 100_000), true, Rita, Stop)).Should().BeOfType<ConnectionRefusal.BadReason>();
    }

    [Fact]
    public async Task A_request_item_by_item_opens_those_steps_again_and_leaves_the_others_finished()
    {
        var (member, id) = await _portal.ReadyAsync();
        var setup = _portal.Get<SetupService>();
        foreach (var slug in (string[])["first", "second"])
        {
            (await setup.FinishAsync(slug, true, member, Stop)).Should().BeNull();
        }

        (await setup.SubmitAsync(member, Stop)).Should().BeNull();
        _portal.Time.Advance(TimeSpan.FromMinutes(5));

        (await _portal.Get<ApprovalService>().RequestChangesAsync(id, "see below", [new ChangeRequest("second", "one.view", "Tick View one")], Rita, Stop)).Should().BeNull();

        var sentBack = await setup.LoadAsync(member, Stop);
        sentBack!.Finished.Should().BeEquivalentTo(["first"]);
        sentBack.Resume.Slug.Should().Be("second");
        sentBack.Changes.Select(item => (item.Slug, item.Permission, item.Text)).Should().Equal(("second", "one.view", "Tick View one"));
        (await _portal.AuditOfAsync(id)).Should().Contain(entry => entry.Action == "connection.change-item" && entry.NewValue == "one.view" && entry.Reason == "Tick View one");

        _portal.Time.Advance(TimeSpan.FromMinutes(5));
        (await setup.FinishAsync("second", true, member, Stop)).Should().BeNull();
        (await setup.LoadAsync(member, Stop))!.Finished.Should().BeEquivalentTo(["first", "second"]);
    }

    [Theory]
    [InlineData("nowhere", null, "why")]
    [InlineData("second", "no.such", "why")]
    [InlineData("second", null, "  ")]
    [InlineData("second", null, null)]
    public async Task An_item_that_names_nothing_or_says_nothing_is_refused_whole(string slug, string? permission, string? text)
    {
        var (_, id) = await _portal.SubmittedAsync();

        var item = new ChangeRequest(slug, permission, text ?? new string('x', 100_000));

        (await _portal.Get<ApprovalService>().RequestChangesAsync(id, "see below", [item], Rita, Stop)).Should().BeOfType<ConnectionRefusal.BadReason>();
        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);
    }

    [Fact]
    public async Task A_dry_run_counts_masks_and_stores_nothing()
    {
        _portal.Provider.People.AddRange(Enumerable.Range(0, 7).Select(number => new ProviderPerson($"{number}")
        {
            FirstName = "Zoë", Surname = "Quixote", WorkEmail = $"zoe.quixote{number}@acme.example", Status = number == 0 ? "Terminated" : "Employed",
        }));
        var (_, id) = await _portal.SubmittedAsync();

        var result = await _portal.Get<DryRunService>().RunAsync(id, Rita, Stop);

        result!.People.Should().Be(7);
        result.ByStatus.Should().BeEquivalentTo(new Dictionary<string, int> { ["Employed"] = 6, ["Terminated"] = 1 });
        result.Sample.Should().HaveCount(5).And.AllSatisfy(person => person.Should().Match<MaskedPerson>(one => one.Initials == "Z. Q." && one.Email == "z***@acme.example"));
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        (await db.Set<Employee>().AnyAsync(person => person.ConnectionId == id, Stop)).Should().BeFalse();
        (await _portal.AuditOfAsync(id)).Should().ContainSingle(entry => entry.Action == "personal-data.dry-run" && entry.ActorId == Rita.Id);
    }

    [Fact]
    public async Task A_dry_run_that_ends_early_says_why_and_is_recorded_too()
    {
        var (_, id) = await _portal.SubmittedAsync();
        _portal.Provider.People.Add(new ProviderPerson("1"));
        _portal.Provider.Failure = new ProviderFailure(FailureKind.Unreachable, "POST /people", 503, null, "");

        var result = await _portal.Get<DryRunService>().RunAsync(id, Rita, Stop);

        result.Should().Match<DryRun>(one => one.People == 1 && one.Failure == FailureKind.Unreachable && one.Sample[0].Initials == "– –");
        (await _portal.AuditOfAsync(id)).Should().Contain(entry => entry.Action == "personal-data.dry-run");
    }

    [Fact]
    public async Task A_dry_run_is_for_reviewers_while_a_decision_is_due()
    {
        var (member, id) = await _portal.SubmittedAsync();
        var dryRuns = _portal.Get<DryRunService>();

        foreach (var actor in (Actor[])[member, Adam, TestPortal.Staff("Olga", StaffRoles.Operator), TestPortal.Stranger])
        {
            (await dryRuns.RunAsync(id, actor, Stop)).Should().BeNull();
        }

        (await _portal.Get<ApprovalService>().RejectAsync(id, "no", Rita, Stop)).Should().BeNull();
        (await dryRuns.RunAsync(id, Rita, Stop)).Should().BeNull();
    }
}

public sealed class ReviewToolsOnSqliteTests(SqliteDatabase database) : ReviewToolsTests<SqliteDatabase>(database);
