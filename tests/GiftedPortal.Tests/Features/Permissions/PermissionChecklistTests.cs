using AngleSharp.Dom;
using Bunit;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Permissions;

public sealed class PermissionChecklistTests(SqliteDatabase database) : PortalPageTest(database)
{
    private async Task<IRenderedComponent<PermissionChecklist>> OpenAsync()
    {
        var (member, id) = await Portal.ReadyAsync();
        SignIn(member);
        return Open(id);
    }

    private IRenderedComponent<PermissionChecklist> Open(Guid id) => Render<PermissionChecklist>(parameters => parameters
        .Add(list => list.ConnectionId, id)
        .Add(list => list.CredentialsHref, "/setup/keep-credentials"));

    private static IElement Line(IRenderedComponent<PermissionChecklist> list, string key) => list.Find($"[data-testid='permission-{key}']");

    private static string? Verdict(IRenderedComponent<PermissionChecklist> list) => Line(list, "one.view").GetAttribute("data-verdict");

    private void Script(PermissionOutcome outcome, FailureKind? failure = null)
    {
        Portal.Provider.Outcome = outcome;
        Portal.Provider.Failure = failure is { } kind ? new(kind, "POST /people", null, null, "") : null;
    }

    [Fact]
    public async Task Without_credentials_it_says_where_to_enter_them_and_asks_nobody()
    {
        var member = await SignInMemberAsync();
        var list = Open((await Setup.LoadAsync(member, Stop))!.Connection.Id);

        list.WaitForElement("[data-testid=permissions-no-credentials] a").GetAttribute("href").Should().Be("/setup/keep-credentials");
        Verdict(list).Should().Be("NotChecked");
        Portal.Provider.Checks.Should().Be(0);
    }

    [Theory]
    [InlineData(global::GiftedPortal.Providers.Verdict.Granted, "1 box to tick", "tone-good")]
    [InlineData(global::GiftedPortal.Providers.Verdict.Missing, "2 boxes to tick", "tone-bad")]
    [InlineData(global::GiftedPortal.Providers.Verdict.Partly, "2 boxes to tick", "tone-warn")]
    [InlineData(global::GiftedPortal.Providers.Verdict.Inconclusive, "1 box to tick", "tone-info")]
    public async Task Each_verdict_has_its_word_and_look_and_counts_towards_what_is_to_tick(Verdict verdict, string summary, string look)
    {
        Script(new PermissionOutcome.Judged(verdict));
        var list = await OpenAsync();

        list.WaitForAssertion(() => Verdict(list).Should().Be(verdict.ToString()));

        Line(list, "one.view").ClassList.Should().Contain(look);
        list.Find("[data-testid=permissions-summary]").TextContent.Should().Be(summary);
    }

    [Fact]
    public async Task Lines_stand_in_the_providers_groups_below_what_is_left_with_one_summary_and_a_remedy_each()
    {
        Script(new PermissionOutcome.Judged(GiftedPortal.Providers.Verdict.Missing));
        var list = await OpenAsync();
        list.WaitForAssertion(() => Verdict(list).Should().Be("Missing"));

        list.FindAll(".checklist-group h2").Select(group => group.TextContent).Should().Equal("One", "Two");
        list.FindAll("[data-testid=still-to-tick] li").Select(line => line.TextContent).Should().Equal("One View one", "Two View two histories");
        var places = list.FindAll("[data-testid=still-to-tick], .checklist-group");
        places[0].GetAttribute("data-testid").Should().Be("still-to-tick", "it comes before the long list");
        list.FindAll("[role=status] [data-testid=permissions-summary]").Should().ContainSingle("a screen reader hears one sentence, not a line for each permission");
        list.FindAll(".checklist-group [role=status]").Where(status => !status.ParentElement!.ClassList.Contains("copy-field")).Should().BeEmpty();
        Line(list, "one.view").QuerySelector(".permission-remedy [data-testid='remedy-one.view']").Should().NotBeNull();
    }

    [Theory]
    [InlineData(true, false, "Asked and refused at")]
    [InlineData(true, true, "it is asked again from")]
    [InlineData(false, true, "Not asked yet")]
    public async Task A_call_that_is_not_repeated_has_a_line_that_says_when_it_was_and_will_be_made(bool asked, bool again, string line)
    {
        var now = Portal.Time.GetUtcNow();
        Script(again && !asked ? new PermissionOutcome.Unjudged(NoVerdict.NotChecked, now.AddMinutes(5)) : new PermissionOutcome.Judged(GiftedPortal.Providers.Verdict.Missing));
        Portal.Provider.Evidence = new Evidence("GET /table", 403, [], [], 3) { AskedAt = asked ? now.AddMinutes(-5) : null, AgainAt = again ? now.AddMinutes(5) : null };
        var list = await OpenAsync();

        list.WaitForAssertion(() => list.Find("[data-testid='asked-one.view']").TextContent.Should().Contain(line));
    }

    [Fact]
    public async Task A_call_that_was_made_has_no_such_line_and_what_no_check_can_see_is_said()
    {
        var list = await OpenAsync();

        list.WaitForAssertion(() => list.Find("[data-testid=over-grants-not-visible]").TextContent.Should().Contain("bank accounts").And.Contain("Scripted"));
        list.FindAll("[data-testid='asked-one.view']").Should().BeEmpty();
    }

    [Fact]
    public async Task Nothing_is_said_of_bank_accounts_where_the_credentials_are_rejected()
    {
        Script(new PermissionOutcome.Unjudged(NoVerdict.CredentialsRejected), FailureKind.CredentialsRejected);
        var list = await OpenAsync();

        list.WaitForAssertion(() => Verdict(list).Should().Be("CredentialsRejected"));
        list.FindAll("[data-testid=over-grants-not-visible]").Should().BeEmpty();
    }

    [Fact]
    public async Task It_looks_again_by_itself_and_turns_green()
    {
        Script(new PermissionOutcome.Judged(GiftedPortal.Providers.Verdict.Missing));
        var list = await OpenAsync();
        list.WaitForAssertion(() => Verdict(list).Should().Be("Missing"));
        list.WaitForAssertion(() => list.Find("[data-testid=permissions-check]").HasAttribute("disabled").Should().BeFalse());

        Script(new PermissionOutcome.Judged(GiftedPortal.Providers.Verdict.Granted));
        Portal.Time.Advance(TimeSpan.FromSeconds(15));

        list.WaitForAssertion(() => Verdict(list).Should().Be("Granted"));
        Portal.Provider.Checks.Should().Be(2);
    }

    [Fact]
    public async Task It_looks_at_once_when_asked_and_when_its_tab_is_shown_again()
    {
        var list = await OpenAsync();
        list.WaitForAssertion(() => list.Find("[data-testid=permissions-check]").HasAttribute("disabled").Should().BeFalse());

        list.Find("[data-testid=permissions-check]").Click();
        list.WaitForAssertion(() => Portal.Provider.Checks.Should().Be(2));
        list.WaitForAssertion(() => list.Find("[data-testid=permissions-check]").HasAttribute("disabled").Should().BeFalse());

        await list.Instance.VisibilityChanged(false);
        await list.Instance.VisibilityChanged(true);
        list.WaitForAssertion(() => Portal.Provider.Checks.Should().Be(3));
    }

    [Theory]
    [InlineData(NoVerdict.CredentialsRejected, FailureKind.CredentialsRejected)]
    [InlineData(NoVerdict.RateLimited, FailureKind.RateLimited)]
    [InlineData(NoVerdict.Blocked, FailureKind.Blocked)]
    [InlineData(NoVerdict.Unreachable, FailureKind.Unreachable)]
    public async Task Why_there_is_no_verdict_is_said_once_and_no_line_is_red(NoVerdict reason, FailureKind failure)
    {
        Script(new PermissionOutcome.Unjudged(reason), failure);
        var list = await OpenAsync();

        list.WaitForElement("[data-testid=permissions-obstacle]").GetAttribute("data-reason").Should().Be(reason.ToString());
        Verdict(list).Should().Be(reason.ToString());
        list.FindAll(".permission.tone-bad").Should().BeEmpty();
        list.Find("[data-testid=permissions-summary]").TextContent.Should().Be("Not checked yet");
    }

    [Fact]
    public async Task What_cannot_be_judged_is_counted_apart()
    {
        Script(new PermissionOutcome.Judged(GiftedPortal.Providers.Verdict.Inconclusive));

        var list = await OpenAsync();

        list.WaitForElement("[data-testid=permissions-open]").TextContent.Should().Be("1 cannot be judged yet");
        list.FindAll("[data-testid=permissions-nobody]").Should().BeEmpty("the check saw people");
    }

    [Fact]
    public async Task A_person_gives_their_word_for_what_no_call_can_show()
    {
        var (member, id) = await Portal.ReadyAsync();
        SignIn(member);
        var list = Open(id);
        list.WaitForAssertion(() => Verdict(list).Should().Be("Granted"));

        list.Find("[data-testid='confirm-two.history']").Change(true);

        list.WaitForAssertion(() => list.Find("[data-testid=permissions-summary]").TextContent.Should().Be("All boxes are ticked"));
        (await Portal.Get<PermissionService>().ConfirmationsAsync(id, member, Stop)).Should().ContainSingle().Which.Key.Should().Be("two.history");
        Line(list, "two.history").GetAttribute("data-verdict").Should().Be("CannotBeChecked");
    }

    [Fact]
    public async Task Two_who_look_on_see_one_check_and_its_outcomes_as_they_come()
    {
        var (member, id) = await Portal.ReadyAsync();
        SignIn(member);
        var halfway = new TaskCompletionSource();
        Portal.Provider.Halfway = halfway.Task;

        var (first, second) = (Open(id), Open(id));
        first.WaitForAssertion(() => first.Find("[data-testid=permissions-check]").HasAttribute("disabled").Should().BeTrue());
        var third = Portal.Get<PermissionService>().CheckAsync(id, member, null, Stop);

        first.WaitForAssertion(() => Verdict(first).Should().Be("Granted", "an outcome shows before the check is over"));
        second.WaitForAssertion(() => Verdict(second).Should().Be("Granted"));
        halfway.SetResult();
        (await third).Should().NotBeNull();
        second.WaitForAssertion(() => second.Find("[data-testid=permissions-check]").HasAttribute("disabled").Should().BeFalse());
        Portal.Provider.Checks.Should().Be(1);
    }

    [Fact]
    public async Task A_word_given_by_a_colleague_shows_with_who_gave_it()
    {
        var (member, id) = await Portal.ReadyAsync();
        SignIn(member);
        var (first, second) = (Open(id), Open(id));
        first.WaitForAssertion(() => Verdict(first).Should().Be("Granted"));

        first.Find("[data-testid='confirm-two.history']").Change(true);

        second.WaitForAssertion(() => Line(second, "two.history").TextContent.Should().Contain("Confirmed by Mia Member"));
    }

    [Fact]
    public async Task A_cool_down_names_the_next_try_and_nothing_is_asked_until_then()
    {
        var until = Portal.Time.GetUtcNow().AddMinutes(5);
        Portal.Provider.Outcome = new PermissionOutcome.Unjudged(NoVerdict.Blocked, until);
        Portal.Provider.Failure = new(FailureKind.Blocked, "POST /people", null, until, "");
        var list = await OpenAsync();

        list.WaitForElement("[data-testid=permissions-cool-down]").TextContent.Should().Contain("9:05:00");
        list.Find("[data-testid=permissions-check]").HasAttribute("disabled").Should().BeTrue();
        await list.Instance.VisibilityChanged(true);
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        Portal.Provider.Checks.Should().Be(1);

        Script(new PermissionOutcome.Judged(GiftedPortal.Providers.Verdict.Granted));
        Portal.Time.Advance(TimeSpan.FromMinutes(4));
        list.WaitForAssertion(() => Verdict(list).Should().Be("Granted"));
        list.FindAll("[data-testid=permissions-cool-down]").Should().BeEmpty();
    }
}
