using Bunit;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Status;
using GiftedPortal.Providers;
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
}
