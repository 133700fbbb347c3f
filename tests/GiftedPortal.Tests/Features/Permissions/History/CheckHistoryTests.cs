using Bunit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Permissions.History;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using static GiftedPortal.Tests.Features.Permissions.Checks;

namespace GiftedPortal.Tests.Features.Permissions.History;

public sealed class CheckHistoryTests(SqliteDatabase database) : PortalPageTest(database)
{
    private async Task CheckAsync(Guid id, Actor member, Verdict verdict)
    {
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        Portal.Provider.Outcome = new PermissionOutcome.Judged(verdict);
        await Portal.Get<PermissionService>().CheckAsync(id, member, null, Stop);
    }

    [Fact]
    public async Task Without_a_check_it_says_what_makes_one()
    {
        await SignInMemberAsync();

        Render<OwnChecksPage>().WaitForElement("[data-testid=state-empty]").TextContent.Should().Contain("No check has been made yet");
    }

    [Fact]
    public async Task Each_check_that_found_something_new_is_a_column_newest_first_with_what_changed()
    {
        var (member, id) = await Portal.ReadyAsync();
        SignIn(member);
        foreach (var verdict in (Verdict[])[Verdict.Missing, Verdict.Missing, Verdict.Granted]) await CheckAsync(id, member, verdict);

        var page = Render<OwnChecksPage>();

        page.WaitForElement("[data-testid=check-matrix]");
        page.FindAll("[data-testid=check-matrix] tbody tr:first-child td").Select(cell => cell.GetAttribute("data-verdict")).Should().Equal("Granted", "Missing");
        page.Find("[data-testid=changes]").TextContent.Should().Contain("“View one” was “Missing” and is “Granted”.");
        page.Find("[data-testid='evidence-one.view']").TextContent.Should().Contain("POST /people").And.Contain("one.field");
    }

    [Fact]
    public async Task A_chosen_check_shows_its_own_evidence_and_the_first_says_that_it_was_the_first()
    {
        var (member, id) = await Portal.ReadyAsync();
        SignIn(member);
        foreach (var verdict in (Verdict[])[Verdict.Missing, Verdict.Granted]) await CheckAsync(id, member, verdict);
        var first = (await Portal.Get<PermissionService>().HistoryAsync(id, 1, 1, member, Stop))[0];

        var history = Render<CheckHistory>(parameters => parameters.Add(page => page.ConnectionId, id).Add(page => page.CheckId, first.Id));

        history.WaitForElement("[data-testid=first-check]");
        history.Find($"[data-testid='check-{first.Id}']").GetAttribute("aria-current").Should().Be("true");
    }

    [Fact]
    public async Task When_a_refused_call_was_made_and_may_be_made_again_is_stored_and_is_no_news()
    {
        var (member, id) = await Portal.ReadyAsync();
        var (asked, again) = (Portal.Time.GetUtcNow().AddMinutes(-4), Portal.Time.GetUtcNow().AddMinutes(6));
        foreach (var later in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromMinutes(3)])
        {
            Portal.Provider.Evidence = new Evidence("GET /table", 403, [], [], 3) { AskedAt = asked + later, AgainAt = again + later };
            await CheckAsync(id, member, Verdict.Missing);
        }

        var stored = (await Portal.Get<PermissionService>().HistoryAsync(id, 0, 10, member, Stop)).Should().ContainSingle().Which;

        stored.Result.Findings.Single(finding => finding.Key == "one.view").Evidence.Should().BeEquivalentTo(
            new { Call = "GET /table", Status = 403, AskedAt = asked.AddMinutes(3), AgainAt = again.AddMinutes(3) });
    }

    [Fact]
    public async Task Evidence_of_an_earlier_check_says_of_when_it_is()
    {
        var (member, id) = await Portal.ReadyAsync();
        SignIn(member);
        Portal.Provider.Evidence = new Evidence("GET /table", 403, [], [], 3) { AskedAt = Portal.Time.GetUtcNow() };
        await CheckAsync(id, member, Verdict.Missing);

        var page = Render<OwnChecksPage>();

        page.WaitForElement("[data-testid='evidence-one.view']").TextContent.Should().Contain("GET /table").And.Contain("asked at an earlier check");
    }

    [Fact]
    public void Between_two_checks_only_what_differs_is_told()
    {
        CheckChange.Between(Of(null, Is(Verdict.Granted)), Of(null, Is(Verdict.Granted))).Should().BeEmpty();
        CheckChange.Between(Of(null, 3, Is(Verdict.Granted)), Of(null, 5, Is(Verdict.Missing))).Should().SatisfyRespectively(
            change => change.Should().BeOfType<CheckChange.Outcome>().Which.Now.Key.Should().Be("0"),
            change => change.Should().Be(new CheckChange.People(3, 5)));
        CheckChange.Between(Of(null, Is(Verdict.Granted)), Of(FailureKind.CredentialsRejected, Not(NoVerdict.CredentialsRejected)))[0]
            .Should().Be(new CheckChange.Credentials(false, FailureKind.CredentialsRejected));
    }
}
