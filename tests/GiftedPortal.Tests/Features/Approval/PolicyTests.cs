using GiftedPortal.Data;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Approval.Review;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Connections.Letters;
using GiftedPortal.Features.EvidencePacks;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Setup;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Approval;

public abstract class PolicyTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);
    private static readonly Actor Sam = TestPortal.Staff("Sam", StaffRoles.Reviewer);

    private readonly TestPortal _portal = new(database.Contexts, ApprovalPolicy.Default with { FastLane = true });

    private ApprovalService Approval => _portal.Get<ApprovalService>();

    [Fact]
    public async Task Where_something_is_red_two_different_people_approve()
    {
        var (_, id) = await RedAsync();

        (await Approval.ApproveAsync(id, Rita, Stop)).Should().BeNull();
        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);
        (await Approval.ApproveAsync(id, Rita, Stop)).Should().BeOfType<ConnectionRefusal.SecondReviewerNeeded>();
        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);
        (await Approval.ApproveAsync(id, Sam, Stop)).Should().BeNull();

        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Approved);
        var decisions = (await EventsAsync(id)).Where(one => one.Rule is not null).ToList();
        decisions.Select(one => (one.Operation, one.ActorName)).Should().Equal((ConnectionOperation.FirstApproval, "Rita"), (ConnectionOperation.Approve, "Sam"));
        decisions.Should().AllSatisfy(one => one.Ruled()!.Reasons.Should().Contain(reason => reason.Key == "Missing" && reason.Arguments[0] == "One"));
        (await _portal.AuditOfAsync(id)).Should().Contain(entry => entry.Action == "connection.first-approval" && entry.Reason!.StartsWith("TwoReviewers: Missing"));
    }

    [Fact]
    public async Task Of_two_first_approvals_at_the_same_moment_neither_starts_a_sync_alone()
    {
        var (_, id) = await RedAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Approval.ApproveAsync(id, Rita, Stop))));

        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);
        (await EventsAsync(id)).Should().NotContain(one => one.Operation == ConnectionOperation.Approve);
    }

    [Fact]
    public async Task A_submission_after_changes_needs_both_approvals_again()
    {
        var (member, id) = await RedAsync();
        (await Approval.ApproveAsync(id, Rita, Stop)).Should().BeNull();
        (await Approval.RequestChangesAsync(id, "why", Sam, Stop)).Should().BeNull();
        (await _portal.Get<SetupService>().SubmitAsync(member, Stop)).Should().BeNull();

        (await Approval.ApproveAsync(id, Sam, Stop)).Should().BeNull();

        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);
    }

    [Fact]
    public async Task The_clock_runs_on_between_the_two_approvals()
    {
        var (_, id) = await RedAsync();
        var promised = (await _portal.Get<ClockService>().ReadAsync(id, Stop)).DeadlineAt;
        await Approval.ApproveAsync(id, Rita, Stop);

        (await _portal.Get<ClockService>().ReadAsync(id, Stop)).Should().Match<ApprovalClock>(clock => clock.State == ClockState.Running && clock.DeadlineAt == promised);
    }

    [Fact]
    public async Task Where_all_is_green_the_policy_approves_at_once_and_says_why()
    {
        var (_, id) = await GreenAsync();

        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Approved);
        var approval = (await EventsAsync(id)).Single(one => one.Operation is ConnectionOperation.Approve);
        approval.Should().Match<ConnectionEvent>(one => one.ActorKind == ActorKind.System && one.ActorName == "policy" && one.Rule == ApprovalRule.FastLane);
        (await _portal.AuditOfAsync(id)).Should().Contain(entry => entry.Action == "connection.approve" && entry.Reason == "FastLane: AllGreen");
        await using var zip = new System.IO.Compression.ZipArchive(new MemoryStream((await _portal.Get<EvidenceService>().PackAsync(id, Rita, Stop))!));
        using var decisions = new StreamReader(zip.GetEntry("decisions.json")!.Open());
        (await decisions.ReadToEndAsync(Stop)).Should().Contain("AllGreen");
    }

    [Fact]
    public async Task What_the_policy_approves_is_approved_by_the_submission_itself_so_that_no_crash_leaves_it_waiting()
    {
        await using var services = new ServiceCollection().AddPortalDatabase(database.Options).AddSingleton<ISaveChangesInterceptor>(new DiesAfterSubmit()).BuildServiceProvider();
        var dying = new TestPortal(services.GetRequiredService<IDbContextFactory<PortalDbContext>>(), ApprovalPolicy.Default with { FastLane = true });

        await FluentActions.Awaiting(() => GreenAsync(dying)).Should().ThrowAsync<PowerCutException>();

        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        var customer = dying.Provider.AccountId;
        (await db.Set<Connection>().SingleAsync(one => one.AccountId == customer, Stop)).Status.Should().Be(ConnectionStatus.Approved);
    }

    [Fact]
    public async Task Nobody_is_told_that_something_waits_which_the_policy_approves_at_once()
    {
        await using var services = new ServiceCollection().AddPortalDatabase(database.Options)
            .AddSingleton<ISaveChangesInterceptor>(_ => new ConnectionLetters(_portal.Get<Outbox>(), _portal.Get<StaffMailbox>())).BuildServiceProvider();
        var portal = new TestPortal(services.GetRequiredService<IDbContextFactory<PortalDbContext>>(), ApprovalPolicy.Default with { FastLane = true });

        var (_, green) = await GreenAsync(portal);
        var (_, amber) = await portal.SubmittedAsync();

        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        (await db.Set<StoredLetter>().Where(letter => letter.ConnectionId == green && letter.Kind == LetterKind.Submitted).AnyAsync(Stop)).Should().BeFalse();
        (await db.Set<StoredLetter>().Where(letter => letter.ConnectionId == amber && letter.Kind == LetterKind.Submitted).AnyAsync(Stop)).Should().BeTrue();
    }

    [Fact]
    public async Task What_is_amber_waits_for_a_person_although_the_fast_lane_is_on()
    {
        var (_, id) = await _portal.SubmittedAsync();

        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);
        var review = await _portal.Get<ReviewService>().FindAsync(id, Rita, Stop);
        _portal.Get<ReviewService>().Rule(review!, _portal.Time.GetUtcNow()).Rule.Should().Be(ApprovalRule.OneReviewer);
    }

    [Fact]
    public async Task Where_the_policy_has_no_fast_lane_what_is_green_waits_too()
    {
        var without = new TestPortal(database.Contexts);
        var (_, id) = await GreenAsync(without);

        (await without.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);
    }

    [Fact]
    public async Task Nobody_decides_on_what_they_changed_in_the_set_up_but_who_only_looked_does()
    {
        var (member, id) = await _portal.ReadyAsync();
        var colleague = member with { Id = $"colleague-{id:N}", Name = "Colleague" };
        (await _portal.Get<SetupService>().FinishAsync("first", true, colleague, Stop)).Should().BeNull();
        (await _portal.Get<SetupService>().SubmitAsync(member, Stop)).Should().BeNull();

        (await Approval.ApproveAsync(id, Rita with { Id = colleague.Id }, Stop)).Should().BeOfType<ConnectionRefusal.OwnSubmission>();
        (await Approval.RejectAsync(id, "no", Rita with { Id = member.Id }, Stop)).Should().BeOfType<ConnectionRefusal.OwnSubmission>();
        await _portal.Get<PermissionService>().CheckAsync(id, Rita, null, Stop);
        (await Approval.ApproveAsync(id, Rita, Stop)).Should().BeNull();
    }

    private async Task<(Actor Member, Guid Id)> RedAsync()
    {
        _portal.Provider.Outcome = new PermissionOutcome.Judged(Verdict.Missing);
        return await _portal.SubmittedAsync();
    }

    private async Task<(Actor Member, Guid Id)> GreenAsync(TestPortal? portal = null)
    {
        portal ??= _portal;
        var ready = await portal.ReadyAsync();
        // a service user of its own, the name as Gifted knows it, the members typed, and by hand what no call shows
        (await portal.Get<GiftedPortal.Features.Connections.Credentials.CredentialService>().SaveAsync(ready.Id, $"SERVICE-{Random.Shared.Next()}", new Secret("token-1"), ready.Member, Stop)).Should().BeNull();
        (await portal.Get<SetupService>().AnswerAsync(SetupAnswers.GroupMembers, "1", ready.Member, Stop)).Should().BeNull();
        await portal.Get<PermissionService>().ConfirmAsync(ready.Id, "two.history", true, ready.Member, Stop);
        (await portal.Get<SetupService>().SubmitAsync(ready.Member, Stop)).Should().BeNull();
        return ready;
    }

    private async Task<IReadOnlyList<ConnectionEvent>> EventsAsync(Guid id)
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<ConnectionEvent>().Where(one => one.ConnectionId == id).OrderBy(one => one.Id).ToListAsync(Stop);
    }
}

/// <summary>The process ends right after the commit of a submission.</summary>
internal sealed class DiesAfterSubmit : SaveChangesInterceptor
{
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        eventData.Context!.ChangeTracker.Entries<ConnectionEvent>().Any(entry => entry.Entity.Operation is ConnectionOperation.Submit)
            ? throw new PowerCutException()
            : ValueTask.FromResult(result);
}

internal sealed class PowerCutException : Exception;

public sealed class PolicyOnSqliteTests(SqliteDatabase database) : PolicyTests<SqliteDatabase>(database);
