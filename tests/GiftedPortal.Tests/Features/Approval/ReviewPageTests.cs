using Bunit;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Approval.Review;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Approval;

public sealed class ReviewPageTests : StaffPageTest
{
    [Fact]
    public async Task The_evidence_names_verdict_call_fields_and_people()
    {
        var (_, id) = await Portal.SubmittedAsync();

        var page = Open(id);

        var row = page.Find("[data-testid='permission-one.view']");
        row.GetAttribute("data-verdict").Should().Be("Granted");
        row.TextContent.Should().Contain("View one").And.Contain("POST /people").And.Contain("one.field").And.Contain("seen: 3").And.Contain("fields seen: 1, not seen: 0");
        page.Find("[data-testid=audience]").TextContent.Should().Contain("Employed").And.Contain("3");
        page.Find("[data-testid=concerns]").TextContent.Should().Contain("nobody has confirmed it by hand");
    }

    [Fact]
    public async Task Who_may_have_the_evidence_pack_finds_it_here()
    {
        var (_, id) = await Portal.SubmittedAsync();
        Open(id).FindAll("[data-testid=evidence-pack]").Should().BeEmpty("the policies of this viewer do not allow it");
        SignIn(Rita, Policies.Staff, Policies.Approve, Policies.ReadEvidence);

        Open(id).Find("[data-testid=evidence-pack]").GetAttribute("href").Should().Be($"/staff/connections/{id}/evidence.zip");
    }

    [Fact]
    public async Task One_click_approves_and_the_page_shows_the_new_state()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var page = Open(id);

        page.Find("[data-testid=approve]").Click();

        page.WaitForAssertion(() => page.Find("[data-testid=connection-state]").GetAttribute("data-state").Should().Be("Approved"));
        page.FindAll("[data-testid=approve]").Should().BeEmpty();
        page.Find(".timeline [data-testid=ruling]").GetAttribute("data-rule").Should().Be("OneReviewer", "the rule is shown with the decision");
        page.FindAll(".timeline [data-testid=ruling-why] li").Should().NotBeEmpty();
        (await Portal.StatusAsync(id)).Should().Be(ConnectionStatus.Approved);
    }

    [Theory]
    [InlineData("request-changes", ConnectionStatus.ChangesRequested)]
    [InlineData("reject", ConnectionStatus.Rejected)]
    public async Task Sending_back_and_rejecting_need_a_reason_which_the_timeline_then_shows(string button, ConnectionStatus status)
    {
        var (_, id) = await Portal.SubmittedAsync();
        var page = Open(id);

        page.Find($"[data-testid={button}]").Click();
        page.WaitForAssertion(() => page.Markup.Should().Contain("Give a reason of 1 to 4,000 characters."));
        (await Portal.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);

        page.Find("textarea").Change("Please tick Home");
        page.Find($"[data-testid={button}]").Click();

        page.WaitForAssertion(() => page.Find("blockquote").TextContent.Should().Be("Please tick Home"));
        (await Portal.StatusAsync(id)).Should().Be(status);
    }

    [Fact]
    public async Task The_slower_of_two_reviewers_is_told_who_was_faster_and_keeps_the_text()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var page = Open(id);
        page.Find("textarea").Change("Half a thought");
        await Portal.Get<ApprovalService>().ApproveAsync(id, TestPortal.Staff("Sam", StaffRoles.Reviewer), Stop);

        page.Find("[data-testid=reject]").Click();

        page.WaitForAssertion(() => page.Find("[data-testid=decision-refused]").TextContent.Should().Contain("Sam was faster").And.Contain("Approved"));
        page.Find("textarea").GetAttribute("value").Should().Be("Half a thought");
    }

    [Fact]
    public async Task Taking_it_names_the_reviewer()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var page = Open(id);

        page.Find("[data-testid=claim]").Click();

        page.WaitForAssertion(() => page.Markup.Should().Contain("Reviewer: Rita"));
        page.Find("[data-testid=claim]").TextContent.Should().Contain("Keep it longer");
        page.Find("[data-testid=decision-held]").TextContent.Should().StartWith("You have it until");
        page.Find("[data-testid=release]").Click();
        page.WaitForAssertion(() => page.Find("[data-testid=claim]").TextContent.Should().Contain("Take for review"));
    }

    [Fact]
    public async Task What_was_typed_is_kept_when_the_lease_ends_and_another_takes_it()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var page = Open(id);
        page.Find("[data-testid=claim]").Click();
        page.WaitForElement("[data-testid=decision-held]");
        page.Find("textarea").Change("Half a thought");
        Portal.Time.Advance(ApprovalPolicy.Default.Lease);
        page.WaitForAssertion(() => page.Find("[data-testid=decision-held]").TextContent.Should().Contain("ended at"));
        await Portal.Get<ApprovalService>().ClaimAsync(id, TestPortal.Staff("Sam", StaffRoles.Reviewer), Stop);

        page.Find("[data-testid=reject]").Click();

        page.WaitForAssertion(() => page.Find("[data-testid=decision-refused]").TextContent.Should().Contain("Sam has this connection in review until"));
        page.Find("textarea").GetAttribute("value").Should().Be("Half a thought");
    }

    [Fact]
    public async Task The_neighbours_in_the_queue_are_one_key_away()
    {
        var (_, first) = await Portal.SubmittedAsync();
        Portal.Time.Advance(TimeSpan.FromMinutes(1));
        var (_, second) = await Portal.SubmittedAsync();

        var page = Open(first);

        page.Find("[data-shortcut=KeyJ]").GetAttribute("href").Should().Be($"/staff/connections/{second}");
        page.FindAll("[data-shortcut=KeyK]").Should().BeEmpty();
    }

    [Theory]
    [InlineData(StaffRoles.Operator, true)]
    [InlineData(StaffRoles.Auditor, false)]
    public async Task Who_does_not_decide_sees_the_evidence_without_the_buttons(StaffRoles role, bool mayCheck)
    {
        var (_, id) = await Portal.SubmittedAsync();
        SignIn(TestPortal.Staff("Other", role), Policies.Staff);

        var page = Open(id);

        page.FindAll("[data-testid=approve], [data-testid=reject], [data-testid=decision-reason]").Should().BeEmpty();
        page.FindAll("[data-testid=permissions-check]").Should().HaveCount(mayCheck ? 1 : 0);
    }

    [Fact]
    public async Task A_new_check_replaces_the_verdicts_and_says_what_is_wrong()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var page = Open(id);
        Portal.Provider.Outcome = new PermissionOutcome.Judged(Verdict.Missing);
        Portal.Time.Advance(TimeSpan.FromMinutes(1));

        page.Find("[data-testid=permissions-check]").Click();

        page.WaitForAssertion(() => page.Find("[data-testid='permission-one.view']").GetAttribute("data-verdict").Should().Be("Missing"));
        page.Find("[data-concern=Missing]").TextContent.Should().Contain("View one").And.Contain("is missing");
    }

    [Fact]
    public void A_connection_that_does_not_exist_is_not_found()
    {
        var asked = false;
        Services.GetRequiredService<NavigationManager>().OnNotFound += (_, _) => asked = true;

        var page = Render<ReviewPage>(parameters => parameters.Add(review => review.Id, Guid.NewGuid()));

        page.WaitForAssertion(() => asked.Should().BeTrue());
    }

    private IRenderedComponent<ReviewPage> Open(Guid id)
    {
        var page = Render<ReviewPage>(parameters => parameters.Add(review => review.Id, id));
        page.WaitForElement("[data-testid=connection-state]");
        return page;
    }
}
