using Bunit;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Features.Setup.StepKinds;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Setup;

public sealed class ReadinessStepTests(SqliteDatabase database) : StepTest(database)
{
    [Fact]
    public async Task Each_readiness_answer_says_how_it_changes_the_guide()
    {
        var member = await SignInMemberAsync();
        var step = await DrawAsync<ReadinessStep>(member);

        step.Find("[data-testid=approval-no]").Change("on");
        step.WaitForElement("[data-testid=approval-text]").GetAttribute("data-copy").Should().Contain("Do you approve?");
        step.Find("[data-testid=employees]").Change("12,000");
        step.WaitForElement("[data-testid=because-Employees]").TextContent.Should().Contain("12,000 people").And.Contain("about 3 minutes");
        step.Find("[data-testid=before-yes]").Change("on");
        step.WaitForElement("[data-testid=because-SyncedBefore]");

        step.Find("[data-testid=readiness-answered]").TextContent.Should().Be("3 of 4 answered");
        (await Setup.LoadAsync(member, Stop))!.CompanyName.Should().EndWith("Service User");
    }

    [Fact]
    public async Task Who_is_no_administrator_hands_over_right_there_and_paper_and_code_are_offered_from_the_start()
    {
        var member = await SignInMemberAsync();
        await Portal.JoinAsync(member);
        var step = await DrawAsync<ReadinessStep>(member);
        step.FindAll("[data-testid=start-checklist], [data-testid=start-resume]").Select(link => link.GetAttribute("href")).Should().Equal("/setup/checklist", "/setup/resume");

        step.Find("[data-testid=admin-no]").Change("on");
        step.WaitForElement("input[data-testid=hand-over-email]").Change("admin@company.test");
        step.Find("[data-testid=hand-over] form").Submit();

        step.WaitForAssertion(() => Portal.Get<HandoverService>().ListAsync(member, Stop).Result.Should().ContainSingle().Which.Should().Match<HandoverView>(
            one => one.To == "admin@company.test" && one.Slug == null));
    }

    [Fact]
    public async Task A_company_that_the_portal_knows_to_have_synced_before_is_not_asked()
    {
        var step = await DrawAsync<ReadinessStep>(await SignInMemberAsync(syncedBefore: true));

        step.FindAll("[data-testid=before-yes]").Should().BeEmpty();
        step.Find("[data-testid=because-KnownSyncedBefore]").TextContent.Should().Contain("Service User");
    }
}
