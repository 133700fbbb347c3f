using Bunit;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Together;
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
    public async Task The_rail_says_how_much_time_is_left_without_what_is_done()
    {
        var member = await SignInMemberAsync();
        Open("third").WaitForElement("[data-testid=time-left]").TextContent.Should().Be("about 5 minutes left in all");

        await Setup.FinishAsync("first", true, member, Stop);
        await Setup.FinishAsync("second", true, member, Stop);

        Open("third").WaitForElement("[data-testid=time-left]").TextContent.Should().Be("about 1 minute left in all");
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
        page.FindAll(".rail a[aria-label$='(done)']").Should().ContainSingle();
    }

    [Fact]
    public async Task An_unknown_step_leads_to_where_the_customer_left_off_and_says_so()
    {
        var member = await SignInMemberAsync();
        await Setup.LoadAsync(member, Stop);
        await Setup.FinishAsync("first", true, member, Stop);
        var page = Open("nonsense");
        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith("/setup/second"));

        page.Render(parameters => parameters.Add(one => one.Slug, "second"));

        page.WaitForElement("[data-testid=step-second] [data-testid=unknown-step]").TextContent.Should().Contain("nothing is lost");
    }

    [Fact]
    public async Task A_step_that_is_opened_before_its_turn_opens_and_names_what_is_still_open()
    {
        await SignInMemberAsync();

        var note = Open("second").WaitForElement("[data-testid=step-second] [data-testid=open-before]");

        note.TextContent.Should().Contain("One step before this one");
        note.QuerySelector("a")!.GetAttribute("href").Should().Be("/setup/first");
    }

    [Fact]
    public async Task A_colleagues_progress_and_place_appear_without_a_reload()
    {
        var member = await SignInMemberAsync();
        var page = Open("first");
        page.WaitForElement("[data-testid=step-first]");
        var colleague = member with { Id = "colleague", Name = "Omer Katz" };
        using var seat = Portal.Get<SetupRooms>().Enter((await Setup.LoadAsync(member, Stop))!.Connection.Id, colleague, _ => { });

        seat.MoveTo("third");
        Portal.Time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => page.Find("[data-testid=people]").TextContent.Should().Contain("Omer Katz is at step 3"));
        page.Find("[data-testid=here-third]").TextContent.Should().Be("OK");

        await Setup.FinishAsync("second", true, colleague, Stop, seat.Key);
        Portal.Time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => page.FindAll(".rail li.done").Should().ContainSingle());
    }

    [Fact]
    public async Task Whoever_has_it_open_when_a_colleague_sends_it_is_told_who_and_when()
    {
        var (member, _) = await Portal.ReadyAsync();
        SignIn(member);
        var page = Open("second");
        page.WaitForElement("[data-testid=step-second]");

        (await Setup.SubmitAsync(member with { Id = "colleague", Name = "Omer Katz" }, Stop)).Should().BeNull();
        Portal.Time.Advance(TimeSpan.FromSeconds(1));

        var notice = page.WaitForElement("[data-testid=already-sent]");
        notice.TextContent.Should().Contain("Omer Katz sent it to Gifted");
        notice.QuerySelector("time")!.GetAttribute("datetime").Should().StartWith("2026-03-02T09:00");
    }

    [Fact]
    public async Task The_second_window_that_sends_is_told_who_was_first()
    {
        var (member, _) = await Portal.ReadyAsync();
        SignIn(member);
        var page = Open("third");
        var button = page.WaitForElement("[data-testid=submit-sync]");
        (await Setup.SubmitAsync(member, Stop)).Should().BeNull();

        button.Click();

        page.WaitForElement("[data-testid=already-sent]").TextContent.Should().Contain("You sent it to Gifted in another window");
    }

    [Fact]
    public async Task Changed_steps_of_a_newer_guide_are_named_and_the_others_stay_done()
    {
        var member = await SignInMemberAsync();
        await Setup.LoadAsync(member, Stop);
        await Setup.FinishAsync("first", true, member, Stop);
        await Setup.FinishAsync("second", true, member, Stop);
        Portal.Provider.Guide = Portal.Provider.Guide with { Version = 2, Steps = [.. Portal.Provider.Guide.Steps.Select(step => step.Slug == "second" ? step with { Since = 2 } : step)] };

        var page = Open("third");

        page.WaitForElement("[data-testid=guide-changed]").QuerySelectorAll("a").Should().ContainSingle().Which.GetAttribute("href").Should().Be("/setup/second");
        page.FindAll(".rail li.done").Should().ContainSingle();
        await Setup.FinishAsync("second", true, member, Stop);
        Portal.Time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => page.FindAll("[data-testid=guide-changed]").Should().BeEmpty());
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
