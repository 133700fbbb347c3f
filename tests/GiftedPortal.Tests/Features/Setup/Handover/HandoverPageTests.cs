using Bunit;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Features.Setup.Offline;
using GiftedPortal.Tests.Testing;
using MudBlazor;

namespace GiftedPortal.Tests.Features.Setup.Handover;

/// <summary>Handing over on the step's own page, and the checklist on paper.</summary>
public sealed class HandoverPageTests(SqliteDatabase database) : PortalPageTest(database)
{
    private HandoverService Handovers => Portal.Get<HandoverService>();

    [Fact]
    public async Task A_step_is_given_and_everybody_sees_in_whose_hands_it_is()
    {
        var member = await SignInMemberAsync();
        var page = Open("first");

        page.WaitForElement("[data-testid=hand-over]").TriggerEvent("ontoggle", EventArgs.Empty);
        page.Find("input[data-testid=hand-over-email]").Change("it@company.test");
        page.Find("textarea[data-testid=hand-over-note]").Change("<b>Please</b> & thank you");
        page.Find(".handover form").Submit();

        page.WaitForElement("[data-testid=handover-given]").TextContent.Should().Contain("it@company.test").And.Contain("<b>Please</b> & thank you");
        (await Handovers.ListAsync(member, Stop)).Should().ContainSingle().Which.Slug.Should().Be("first");
    }

    [Fact]
    public async Task A_note_that_is_too_long_is_told_so_and_kept()
    {
        await SignInMemberAsync();
        var page = Open("first");

        page.WaitForElement("[data-testid=hand-over]").TriggerEvent("ontoggle", EventArgs.Empty);
        page.Find("input[data-testid=hand-over-email]").Change("it@company.test");
        page.Find("textarea[data-testid=hand-over-note]").Change(new string('x', 1234));
        page.Find(".handover form").Submit();

        page.WaitForAssertion(() => page.Find(".handover").TextContent.Should().Contain("The note has 1234 characters; 1000 are the most."));
        page.Find("textarea[data-testid=hand-over-note]").GetAttribute("value").Should().HaveLength(1234);
    }

    [Fact]
    public async Task The_colleague_reads_the_note_and_gives_it_back()
    {
        var dana = await Portal.MemberAsync();
        await Portal.JoinAsync(dana);
        var omer = dana with { Id = $"omer-{dana.Id}", Name = "Omer" };
        await Handovers.GiveAsync(new NewHandover("second", await Portal.JoinAsync(omer), "Only you may do this."), dana, Stop);
        SignIn(omer);

        var page = Open("second");
        var mine = page.WaitForElement("[data-testid=handover-mine]");
        mine.TextContent.Should().Contain($"{dana.Name} asks you to do this step").And.Contain("Only you may do this.");
        page.Find("[data-testid=handover-done]").Click();

        page.WaitForAssertion(() => page.FindAll("[data-testid=handover-mine]").Should().BeEmpty());
        (await Handovers.ListAsync(dana, Stop)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_checklist_has_every_step_every_box_and_a_code_that_leads_back()
    {
        var member = await SignInMemberAsync();
        await Setup.FinishAsync("first", true, member, Stop);
        var state = (await Setup.LoadAsync(member, Stop))!;

        var page = Render<ChecklistPage>();

        foreach (var step in state.Guide.Steps)
        {
            page.WaitForElement($"[data-testid=checklist-{step.Slug}]").TextContent.Should().Contain(ResumeCode.Of(state.Connection.Id, state.Guide, step));
        }

        page.FindAll("[data-testid^=box-]").Should().HaveCount(Portal.Provider.Permissions.Count);
        var code = page.Find("[data-testid=resume-code]").TextContent;
        page.Find("[data-testid=checklist-copy]").GetAttribute("data-copy").Should().Contain("[ ] 1. first.Title").And.Contain("[ ] One: View one").And.Contain(code);
        Render<ResumePage>(parameters => parameters.Add(one => one.Code, code));
        Navigation.Uri.Should().EndWith("/setup/second");
    }

    [Fact]
    public async Task Another_customers_code_leads_nowhere_and_says_so()
    {
        var other = (await Setup.LoadAsync(await Portal.MemberAsync(), Stop))!;
        await SignInMemberAsync();

        var page = Render<ResumePage>(parameters => parameters.Add(one => one.Code, ResumeCode.Of(other.Connection.Id, other.Guide, other.Guide.Steps[1])));

        page.WaitForAssertion(() => page.Markup.Should().Contain("This is not a code of your set-up."));
        Navigation.Uri.Should().NotContain("second");
    }

    private IRenderedComponent<SetupPage> Open(string slug)
    {
        Render<MudPopoverProvider>();
        return Render<SetupPage>(parameters => parameters.Add(page => page.Slug, slug));
    }
}
