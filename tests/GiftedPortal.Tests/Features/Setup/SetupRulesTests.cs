using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Setup;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Setup;

public sealed class SetupRulesTests
{
    private static readonly SetupGuide Guide = new(
        2,
        [Step("one"), Step("two") with { Since = 2 }, Step("three"), Step("four")],
        new ScriptedProvider().Guide.Texts);

    private static SetupStep Step(string slug) => new(slug, SetupPhase.ServiceUser, StepKind.Instruction, TimeSpan.FromMinutes(1), []);

    private static SetupState State(IReadOnlyDictionary<string, int> finished, int began = 1, params (string Key, string Value)[] answers) => new(
        new ConnectionSummary
        {
            Id = Guid.NewGuid(), CustomerId = Guid.NewGuid(), CustomerName = "Acme", SyncedBefore = false, Provider = "scripted", Environment = "Test",
            GuideVersion = began, CreatedAt = default, Status = ConnectionStatus.Draft, StatusSince = default, CompanyName = null, Employees = null, GroupMembers = null,
            ServiceUserId = null, HasToken = false, CredentialsSavedAt = null, AccountId = null, SubmittedById = null, ReviewerName = null, ReviewerId = null, ReviewerUntil = null,
        },
        Guide,
        SetupRules.StillFinished(Guide, finished),
        answers.ToDictionary(answer => answer.Key, answer => answer.Value));

    [Theory]
    [InlineData("", "one")]
    [InlineData("one", "two")]
    [InlineData("one three", "four")]
    [InlineData("one two three", "four")]
    [InlineData("three four", "one")]
    [InlineData("one two three four", "four")]
    public void Goes_on_after_the_last_finished_step_and_then_with_what_was_left_out(string finished, string expected) =>
        SetupRules.Resume(Guide, finished.Split(' ').ToHashSet()).Slug.Should().Be(expected);

    [Fact]
    public void A_step_that_changed_since_it_was_finished_is_to_be_done_again_and_the_others_still_count()
    {
        var state = State(new Dictionary<string, int> { ["one"] = 1, ["two"] = 1, ["three"] = 1, ["gone"] = 1 });

        state.Finished.Should().BeEquivalentTo("one", "three");
        SetupRules.Changed(state).Select(step => step.Slug).Should().Equal("two");
    }

    [Fact]
    public void A_changed_step_that_is_done_again_is_no_longer_announced() =>
        SetupRules.Changed(State(new Dictionary<string, int> { ["one"] = 1, ["two"] = 2 })).Should().BeEmpty();

    [Fact]
    public void Whoever_begins_with_the_guide_of_today_hears_of_no_change() =>
        SetupRules.Changed(State(new Dictionary<string, int>(), began: 2)).Should().BeEmpty();

    [Fact]
    public void Open_steps_before_one_are_named_in_order() =>
        SetupRules.OpenBefore(State(new Dictionary<string, int> { ["two"] = 2 }), Guide.Steps[3]).Select(step => step.Slug).Should().Equal("one", "three");

    [Theory]
    [InlineData("120", 120)]
    [InlineData(" 1,200 ", 1200)]
    [InlineData("1\u00A0200", 1200)]
    [InlineData("\u200F12", 12)]
    [InlineData("-5", null)]
    [InlineData("=1+1", null)]
    [InlineData("<b>1</b>", null)]
    [InlineData("99999999999", null)]
    [InlineData("", null)]
    public void A_number_of_people_is_read_with_or_without_marks(string typed, int? expected) =>
        State(new Dictionary<string, int>(), 1, (SetupAnswers.Employees, typed)).Number(SetupAnswers.Employees).Should().Be(expected);

    [Fact]
    public void The_first_sync_of_a_large_company_takes_longer() =>
        SetupRules.FirstSync(50_000).Should().BeGreaterThan(SetupRules.FirstSync(500));

    [Fact]
    public void Each_answer_changes_the_steps_that_it_concerns()
    {
        var state = State(new Dictionary<string, int>(), 1, (SetupAnswers.IsAdmin, "no"), (SetupAnswers.HasApproval, "no"), (SetupAnswers.Employees, "12000"), (SetupAnswers.SyncedBefore, "yes"));

        Kinds(StepKind.Readiness).Should().Equal(ReadinessNoteKind.NoAdmin, ReadinessNoteKind.NoApproval, ReadinessNoteKind.Employees, ReadinessNoteKind.SyncedBefore);
        Kinds(StepKind.Connection).Should().Equal(ReadinessNoteKind.SyncedBefore);
        Kinds(StepKind.Submit).Should().Equal(ReadinessNoteKind.NoApproval, ReadinessNoteKind.Employees);
        Kinds(StepKind.Instruction).Should().BeEmpty();
        state.CompanyName.Should().Be("Acme Service User", "the customer said that it synced before");

        IEnumerable<ReadinessNoteKind> Kinds(StepKind kind) => Readiness.NotesOn(kind, state).Select(note => note.Kind);
    }
}
