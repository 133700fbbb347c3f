using Bunit;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Status;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Features.Sync;
using GiftedPortal.Tests.Testing;
using GiftedPortal.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Status;

public sealed class StatusPageTests(SqliteDatabase database) : PortalPageTest(database)
{
    private static readonly Actor Rita = TestPortal.Staff("rita", StaffRoles.Reviewer);

    private static string? State(IRenderedComponent<StatusPage> page) => page.Find("[data-testid=connection-state]").GetAttribute("data-state");

    [Fact]
    public async Task A_draft_leads_back_into_the_set_up()
    {
        await SignInMemberAsync();

        var page = Render<StatusPage>();

        page.WaitForAssertion(() => State(page).Should().Be("Draft"));
        page.Find("[data-testid=resume-setup]").GetAttribute("href").Should().Be("/setup");
        page.Find("[data-testid=who-acts]").TextContent.Should().Be("You");
    }

    [Fact]
    public async Task A_submitted_connection_promises_one_moment_on_the_viewers_clock()
    {
        SignIn((await Portal.SubmittedAsync()).Member);
        Services.GetRequiredService<ViewerZone>().Use("Asia/Jerusalem");

        var page = Render<StatusPage>();

        page.WaitForAssertion(() => State(page).Should().Be("Submitted"));
        page.Find("[data-testid=promise]").TextContent.Should().Contain("5").And.Contain("11:00").And.EndWith("your time");
        page.Find("[data-testid=who-acts]").TextContent.Should().Be("Gifted");
        page.Find("[data-testid=audience-people]").TextContent.Should().Contain("3");
        page.Find("[data-testid='permission-one.view']").GetAttribute("data-verdict").Should().Be("Granted");
    }

    [Theory]
    [InlineData(ConnectionStatus.ChangesRequested)]
    [InlineData(ConnectionStatus.Rejected)]
    public async Task A_reviewers_reason_is_shown_without_the_reviewers_name(ConnectionStatus status)
    {
        var (member, id) = await Portal.SubmittedAsync();
        var approval = Portal.Get<ApprovalService>();
        (status is ConnectionStatus.Rejected
            ? await approval.RejectAsync(id, "Not a customer.", Rita, Stop)
            : await approval.RequestChangesAsync(id, "Not a customer.", Rita, Stop)).Should().BeNull();
        SignIn(member);

        var page = Render<StatusPage>();

        page.WaitForAssertion(() => State(page).Should().Be(status.ToString()));
        page.Find("[data-testid=connection-reason]").TextContent.Should().Be("Not a customer.");
        page.Markup.Should().NotContain("rita");
    }

    [Fact]
    public async Task It_follows_the_connection_until_it_is_live()
    {
        var (member, id) = await Portal.SubmittedAsync();
        SignIn(member);
        var page = Render<StatusPage>();
        page.WaitForAssertion(() => State(page).Should().Be("Submitted"));

        (await Portal.Get<ApprovalService>().ApproveAsync(id, Rita, Stop)).Should().BeNull();
        var connections = Portal.Get<ConnectionService>();
        (await connections.OperateAsync(id, ConnectionOperation.StartFirstSync, Actor.System("sync"), null, Stop)).Should().BeNull();
        (await connections.OperateAsync(id, ConnectionOperation.GoLive, Actor.System("sync"), null, Stop)).Should().BeNull();
        Portal.Time.Advance(TimeSpan.FromSeconds(3));

        page.WaitForAssertion(() => State(page).Should().Be("Live"));
        page.Find("[data-testid=timeline]").TextContent.Should().Contain("Went live").And.Contain("Sent to Gifted by Mia Member");
    }

    [Fact]
    public async Task A_lost_permission_is_named_with_its_remedy_and_the_notice_closes_by_itself()
    {
        var (member, id) = await Portal.SubmittedAsync();
        await Portal.Get<ApprovalService>().ApproveAsync(id, Rita, Stop);
        foreach (var operation in (ConnectionOperation[])[ConnectionOperation.StartFirstSync, ConnectionOperation.GoLive])
        {
            (await Portal.Get<ConnectionService>().OperateAsync(id, operation, Actor.System("test"), null, Stop)).Should().BeNull();
        }

        Portal.Provider.Outcome = new PermissionOutcome.Judged(Verdict.Missing);
        await Portal.Get<PermissionService>().CheckAsync(id, Rita, null, Stop);
        SignIn(member);
        var page = Render<StatusPage>();

        page.WaitForElement("[data-testid='lost-one.view']").InnerHtml.Should().Contain("tick one.view");
        State(page).Should().Be("NeedsAttention");
        Portal.Provider.Outcome = new PermissionOutcome.Judged(Verdict.Granted);
        Portal.Time.Advance(TimeSpan.FromSeconds(5));
        page.WaitForElement("[data-testid=trouble] [data-testid=permissions-check]").Click();

        page.WaitForAssertion(() => page.FindAll("[data-testid=trouble]").Should().BeEmpty());
        page.WaitForAssertion(() => State(page).Should().Be("Live"));
    }

    [Fact]
    public async Task A_member_pauses_and_everybody_sees_who_it_was()
    {
        var (member, id) = await Portal.LiveAsync();
        SignIn(member);
        (await Portal.Get<ConnectionControl>().PauseAsync(id, "moving house", member, Stop)).Should().BeNull();

        var page = Render<StatusPage>();

        page.WaitForElement("[data-testid=paused-by]").TextContent.Should().Contain("Paused by Mia Member");
        page.Find("[data-testid=timeline]").TextContent.Should().Contain("moving house");
        page.Find("[data-testid=resume]").Click();
        page.WaitForAssertion(() => State(page).Should().Be("Live"));
        page.FindAll("[data-testid=pause]").Should().ContainSingle();
    }

    [Fact]
    public async Task What_Gifted_paused_is_not_the_customers_to_start_and_staffs_words_stay_with_staff()
    {
        var (member, id) = await Portal.LiveAsync();
        SignIn(member);
        (await Portal.Get<ConnectionControl>().PauseAsync(id, "they owe us money", TestPortal.Staff("olga", StaffRoles.Operator), Stop)).Should().BeNull();

        var page = Render<StatusPage>();

        page.WaitForElement("[data-testid=paused-by]").TextContent.Should().Contain("Paused by Gifted");
        page.Find("[data-testid=who-acts]").TextContent.Should().Be("Gifted");
        page.FindAll("[data-testid=resume]").Should().BeEmpty();
        page.Markup.Should().NotContain("owe").And.NotContain("olga");
    }

    public static TheoryData<string> Reasons() =>
    [
        .. Enum.GetValues<SyncOutcome>().Where(outcome => SyncOutcomes.NeedsSomebody(outcome) || SyncOutcomes.MayPass(outcome)).Select(outcome => outcome.ToString()),
        "PermissionLost: one.view", AttentionReason.CredentialsRejected, AttentionReason.AudienceLost, "SomethingOfALaterVersion",
    ];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Why_it_needs_attention_is_told_in_words_and_never_by_a_code(string reason)
    {
        var (member, id) = await Portal.LiveAsync();
        (await Portal.Get<ConnectionService>().OperateAsync(id, ConnectionOperation.RaiseAttention, Actor.System("sync"), reason, Stop)).Should().BeNull();
        SignIn(member);

        var page = Render<StatusPage>();

        var told = page.WaitForElement("[data-testid=attention]").TextContent;
        told.Should().EndWith(".").And.Contain(" ");
        foreach (var text in (string[])[told, page.Find("[data-testid=timeline]").TextContent])
        {
            text.Should().NotContain(reason).And.NotContain("one.view");
        }
    }

    [Fact]
    public async Task Credentials_that_are_refused_lead_to_where_they_are_changed()
    {
        var (member, id) = await Portal.LiveAsync();
        (await Portal.Get<ConnectionService>().OperateAsync(id, ConnectionOperation.RaiseAttention, Actor.System("sync"), AttentionReason.CredentialsRejected, Stop)).Should().BeNull();
        SignIn(member);

        Render<StatusPage>().WaitForElement("[data-testid=mend-credentials]").GetAttribute("href").Should().Be("/connection/credentials");
    }

    [Fact]
    public async Task An_ended_connection_offers_its_certificate_and_a_new_beginning()
    {
        var (member, id) = await Portal.LiveAsync();
        SignIn(member);
        var company = (await Portal.Get<ConnectionService>().FindAsync(id, member, Stop))!.CompanyName!;
        (await Portal.Get<ConnectionControl>().DisconnectAsync(id, company, member, Stop)).Should().BeNull();

        var page = Render<StatusPage>();

        page.WaitForElement("[data-testid=certificate-link]").GetAttribute("href").Should().Be("/connection/certificate");
        page.FindAll("[data-testid=manage]").Should().BeEmpty();
        page.Find("[data-testid=start-again]").Click();
        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith("/setup"));
        (await Portal.Get<ConnectionService>().OfMemberAsync(member, Stop))!.Status.Should().Be(ConnectionStatus.Draft);
    }

    [Fact]
    public async Task The_last_runs_are_drawn_and_sections_are_named_without_a_value()
    {
        var bench = await new SyncBench(Portal.Contexts).SyncedAsync(people: 3);
        await bench.RunAsync();
        SignIn(bench.Member);

        var page = Render<StatusPage>();

        page.WaitForElements("[data-testid=run-bars] li").Should().HaveCount(2).And.OnlyContain(bar => bar.GetAttribute("data-status") == "Succeeded");
        page.Find("[data-testid=sections]").TextContent.Trim().Should().Be("One");
        page.Markup.Should().NotContain("First 1").And.NotContain("Haifa");
    }
}
