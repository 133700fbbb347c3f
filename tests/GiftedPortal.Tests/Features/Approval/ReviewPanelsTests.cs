using Bunit;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Approval.DryRuns;
using GiftedPortal.Features.Approval.Notes;
using GiftedPortal.Features.Approval.Review;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Connections.Notes;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using GiftedPortal.Ui;

namespace GiftedPortal.Tests.Features.Approval;

/// <summary>The tools beside the evidence: notes, the trial sync, changes item by item, and the rule that applies.</summary>
public sealed class ReviewPanelsTests : StaffPageTest
{
    [Fact]
    public async Task A_note_is_kept_apart_by_whom_it_is_for()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var panel = Render<NotesPanel>(parameters => parameters.Add(one => one.ConnectionId, id));

        await WriteAsync(panel, "note-text", "looks odd");
        await ClickAsync(panel, "[data-testid=note-internal]");
        await WriteAsync(panel, "note-text", "We look today");
        await ClickAsync(panel, "[data-testid=note-customer]");

        panel.WaitForAssertion(() => panel.FindAll("[data-testid=notes] li").Select(note => note.GetAttribute("data-for")).Should().Equal("staff", "customer"));
        var shown = Render<NotesForCustomer>(parameters => parameters.Add(one => one.ConnectionId, id));
        shown.WaitForElement("[data-testid=notes-for-customer]").TextContent.Should().Contain("We look today").And.NotContain("looks odd").And.NotContain("Rita");
    }

    [Fact]
    public async Task A_note_of_a_hundred_thousand_characters_is_refused_in_a_sentence_and_kept_in_the_field()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var panel = Render<NotesPanel>(parameters => parameters.Add(one => one.ConnectionId, id));

        await WriteAsync(panel, "note-text", new string('x', 100_000));
        await ClickAsync(panel, "[data-testid=note-customer]");

        panel.WaitForAssertion(() => panel.Markup.Should().Contain("4,000"));
        panel.Find("textarea").GetAttribute("value").Should().HaveLength(100_000);
        (await Portal.Get<ReviewNotes>().ListAsync(id, Rita, Stop)).Should().BeEmpty();
    }

    [Fact]
    public async Task An_auditor_reads_notes_and_writes_none()
    {
        var (_, id) = await Portal.SubmittedAsync();
        await Portal.Get<ReviewNotes>().AddAsync(id, "looks odd", false, Rita, Stop);
        SignIn(TestPortal.Staff("Adam", StaffRoles.Auditor), Policies.Staff);

        var panel = Render<NotesPanel>(parameters => parameters.Add(one => one.ConnectionId, id));

        panel.WaitForAssertion(() => panel.Find("[data-testid=notes]").TextContent.Should().Contain("looks odd"));
        panel.FindAll("[data-testid=note-internal]").Should().BeEmpty();
    }

    [Fact]
    public async Task The_trial_sync_says_how_many_and_shows_five_masked()
    {
        Portal.Provider.People.AddRange(Enumerable.Range(0, 7).Select(number => new ProviderPerson($"{number}") { FirstName = "Zoë", Surname = "Quixote", WorkEmail = $"zoe{number}@acme.example", Status = "Employed" }));
        var (_, id) = await Portal.SubmittedAsync();
        var panel = Render<DryRunPanel>(parameters => parameters.Add(one => one.ConnectionId, id));

        await ClickAsync(panel, "[data-testid=dry-run]");

        panel.WaitForElement("[data-testid=dry-run-result]").TextContent.Should().Contain("7");
        panel.FindAll("[data-testid=dry-run-sample] li").Should().HaveCount(5).And.AllSatisfy(person => person.TextContent.Should().Contain("Z. Q.").And.Contain("z***@acme.example").And.NotContain("Quixote"));
    }

    [Fact]
    public async Task A_trial_sync_that_ends_early_says_why_and_one_that_is_not_allowed_says_so()
    {
        var (_, id) = await Portal.SubmittedAsync();
        Portal.Provider.Failure = new ProviderFailure(FailureKind.Unreachable, "POST /people", 503, null, "");
        var panel = Render<DryRunPanel>(parameters => parameters.Add(one => one.ConnectionId, id));
        await ClickAsync(panel, "[data-testid=dry-run]");
        panel.WaitForElement("[data-testid=dry-run-failure]").TextContent.Should().NotBeEmpty();
        (await Portal.Get<ApprovalService>().RejectAsync(id, "no", Rita, Stop)).Should().BeNull();

        await ClickAsync(panel, "[data-testid=dry-run]");

        panel.WaitForElement("[data-testid=dry-run-refused]").TextContent.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Changes_are_asked_for_item_by_item_and_taken_back()
    {
        var items = new List<ChangeRequest>();
        var editor = Render<ChangeEditor>(parameters => parameters.Add(one => one.Provider, Portal.Provider).Add(one => one.Items, items));

        await ClickAsync(editor, "[data-testid=change-add]");
        items.Should().BeEmpty("nothing is said yet");
        await editor.Find("[data-testid=change-target]").ChangeAsync(new() { Value = "permission:one.view" });
        await WriteAsync(editor, "change-text", "Tick View one");
        await ClickAsync(editor, "[data-testid=change-add]");
        items.Should().Equal(new ChangeRequest("second", "one.view", "Tick View one"));
        editor.Find("[data-testid=change-items] li").TextContent.Should().Contain("View one").And.Contain("Tick View one");

        await ClickAsync(editor, "[data-testid=change-items] li button");
        items.Should().BeEmpty();
    }

    [Fact]
    public void The_rule_that_applies_says_why()
    {
        var note = Render<RulingNote>(parameters => parameters.Add(one => one.Ruling, DecisionRule.Of([new Concern(Tone.Bad, "Missing", "Home", "View home")], fastLane: true)));

        note.Find("[data-testid=ruling]").GetAttribute("data-rule").Should().Be("TwoReviewers");
        note.Find("[data-testid=ruling-why] li").TextContent.Should().Contain("Home");
    }

    [Fact]
    public async Task A_lease_that_ends_while_the_reviewer_types_loses_no_word()
    {
        var (_, id) = await Portal.SubmittedAsync();
        (await Portal.Get<ApprovalService>().ClaimAsync(id, Rita, Stop)).Should().BeNull();
        var page = Render<ReviewPage>(parameters => parameters.Add(one => one.Id, id));
        page.WaitForElement("[data-testid=decision-reason]");
        await WriteAsync(page, "decision-reason", "A long reason, half typed");
        Portal.Time.Advance(ApprovalPolicy.Default.Lease);
        (await Portal.Get<ApprovalService>().ClaimAsync(id, TestPortal.Staff("Sam", StaffRoles.Reviewer), Stop)).Should().BeNull();

        await ClickAsync(page, "[data-testid=reject]");

        page.WaitForAssertion(() => page.Find("[data-testid=decision-refused]").TextContent.Should().Contain("Sam"));
        page.FindAll("textarea").Select(field => field.GetAttribute("value")).Should().Contain("A long reason, half typed");
        (await Portal.StatusAsync(id)).Should().Be(ConnectionStatus.InReview);
    }

    // found and clicked at once: nothing is drawn between
    private static Task ClickAsync(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> component, string button) => component.InvokeAsync(() => component.Find(button).Click());

    private static Task WriteAsync(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> component, string field, string text)
    {
        return component.InvokeAsync(() =>
        {
            var holder = component.Find($"[data-testid={field}]");
            (holder.LocalName is "textarea" or "input" ? holder : holder.QuerySelector("textarea, input")!).Change(text);
        });
    }
}
