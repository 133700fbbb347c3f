using Bunit;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Setup;

public sealed class SetupPageTests(SqliteDatabase database) : PortalPageTest(database)
{
    private IRenderedComponent<SetupPage> Open(string? slug) => Render<SetupPage>(parameters => parameters.Add(page => page.Slug, slug));

    [Fact]
    public async Task The_start_leads_to_where_the_customer_left_off()
    {
        var member = await SignInMemberAsync();
        await Setup.LoadAsync(member, Stop);
        await Setup.FinishAsync("first", true, member, Stop);

        var page = Open(null);

        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith("/setup/second"));
    }

    [Fact]
    public async Task Next_finishes_the_step_and_leads_to_the_one_after()
    {
        var member = await SignInMemberAsync();
        var page = Open("first");

        page.WaitForElement("[data-testid=step-first] [data-testid=step-next]").Click();

        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith("/setup/second"));
        (await Setup.LoadAsync(member, Stop))!.Finished.Should().Equal("first");
    }

    [Fact]
    public async Task Any_step_opens_by_its_address_and_leads_back()
    {
        await SignInMemberAsync();
        var page = Open("third");

        page.WaitForElement("[data-testid=step-third]");
        page.FindAll("[data-testid=step-next]").Should().BeEmpty("the last step is sent, not finished");
        page.Find("[data-testid=step-back]").Click();

        Navigation.Uri.Should().EndWith("/setup/second");
    }

    [Fact]
    public async Task A_finished_step_says_so_and_the_rail_marks_it()
    {
        var member = await SignInMemberAsync();
        await Setup.LoadAsync(member, Stop);
        await Setup.FinishAsync("first", true, member, Stop);

        var page = Open("first");

        page.WaitForElement("[data-testid=step-finished]");
        page.FindAll(".rail li.current").Should().ContainSingle().Which.QuerySelector("a")!.GetAttribute("href").Should().Be("/setup/first");
        page.Find(".rail").TextContent.Should().Contain("(done)");
    }

    [Fact]
    public async Task An_unknown_step_is_not_found()
    {
        await SignInMemberAsync();
        var notFound = 0;
        Navigation.OnNotFound += (_, _) => notFound++;

        var page = Open("nonsense");

        page.WaitForAssertion(() => notFound.Should().Be(1));
    }

    [Fact]
    public async Task A_submitted_set_up_leads_to_the_status_page()
    {
        SignIn((await Portal.SubmittedAsync()).Member);

        var page = Open("first");

        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith("/connection"));
    }

    [Fact]
    public async Task Every_step_of_a_connection_that_was_sent_back_says_why()
    {
        var (member, id) = await Portal.SubmittedAsync();
        (await Portal.Get<ApprovalService>().RequestChangesAsync(id, "Only the service user, please.", TestPortal.Staff("rita", StaffRoles.Reviewer), Stop)).Should().BeNull();
        SignIn(member);

        Open("first").WaitForElement("[data-testid=sent-back]").TextContent.Should().Contain("Only the service user, please.");
        Open("third").WaitForElement("[data-testid=sent-back]").TextContent.Should().Contain("Only the service user, please.");
    }
}
