using GiftedPortal.Providers;

namespace GiftedPortal.Features.Setup;

/// <summary>How the answers that are asked first change the guide. Pure.</summary>
public static class Readiness
{
    /// <summary>The answer that says so.</summary>
    public const string Yes = "yes";

    /// <summary>The answer that denies it.</summary>
    public const string No = "no";

    /// <summary>The answer of somebody who does not know.</summary>
    public const string Unsure = "unsure";

    /// <summary>What the answers given so far mean for a kind of step; for the readiness step itself, all they mean.</summary>
    public static IReadOnlyList<ReadinessNote> NotesOn(StepKind kind, SetupState state) =>
        [.. Notes(state).Where(note => kind is StepKind.Readiness || PlaceOf(note.Kind) == kind)];

    /// <summary>How many of the questions are answered.</summary>
    public static int Answered(SetupState state) =>
        Asked.Count(key => state.Answers.GetValueOrDefault(key) is { Length: > 0 }) + (state.Connection.SyncedBefore && !state.Answers.ContainsKey(SetupAnswers.SyncedBefore) ? 1 : 0);

    /// <summary>The questions.</summary>
    public static IReadOnlyList<string> Asked { get; } = [SetupAnswers.IsAdmin, SetupAnswers.HasApproval, SetupAnswers.Employees, SetupAnswers.SyncedBefore];

    /// <summary>Whether the step on screen offers to hand over as its answer: to somebody who is no administrator.</summary>
    public static bool OffersHandOver(SetupView view) => view.Step.Kind is StepKind.Readiness && view.State.Answers.GetValueOrDefault(SetupAnswers.IsAdmin) == No;

    private static StepKind? PlaceOf(ReadinessNoteKind kind) => kind switch
    {
        ReadinessNoteKind.NoApproval or ReadinessNoteKind.Employees => StepKind.Submit,
        ReadinessNoteKind.SyncedBefore or ReadinessNoteKind.KnownSyncedBefore => StepKind.Connection,
        ReadinessNoteKind.Admin or ReadinessNoteKind.NoAdmin or ReadinessNoteKind.Approval or ReadinessNoteKind.Unsure => null,
    };

    private static IEnumerable<ReadinessNote> Notes(SetupState state)
    {
        string? Answer(string key) => state.Answers.GetValueOrDefault(key);
        if (Answer(SetupAnswers.IsAdmin) is Yes) yield return new(ReadinessNoteKind.Admin, false);
        if (Answer(SetupAnswers.IsAdmin) is No) yield return new(ReadinessNoteKind.NoAdmin, true);
        if (Answer(SetupAnswers.HasApproval) is Yes) yield return new(ReadinessNoteKind.Approval, false);
        if (Answer(SetupAnswers.HasApproval) is No) yield return new(ReadinessNoteKind.NoApproval, true);
        if (state.Number(SetupAnswers.Employees) is > 0) yield return new(ReadinessNoteKind.Employees, false);
        if (state.Connection.SyncedBefore) yield return new(ReadinessNoteKind.KnownSyncedBefore, false);
        else if (state.SyncedBefore) yield return new(ReadinessNoteKind.SyncedBefore, false);
        else if (Answer(SetupAnswers.SyncedBefore) is Unsure) yield return new(ReadinessNoteKind.Unsure, false);
    }
}

/// <summary>One thing that an answer changes.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Open">Something is still to be done about it.</param>
public sealed record ReadinessNote(ReadinessNoteKind Kind, bool Open);

/// <summary>What an answer can change.</summary>
public enum ReadinessNoteKind
{
    /// <summary>An administrator needs nobody else.</summary>
    Admin,

    /// <summary>Handing over comes first.</summary>
    NoAdmin,

    /// <summary>Nothing stands in the way.</summary>
    Approval,

    /// <summary>The company's approval is still to be asked for.</summary>
    NoApproval,

    /// <summary>How long the first sync takes.</summary>
    Employees,

    /// <summary>The customer says that it synced before: the name ends in <c>Service User</c>.</summary>
    SyncedBefore,

    /// <summary>The portal knows that it synced before.</summary>
    KnownSyncedBefore,

    /// <summary>Nobody knows whether it synced before: the portal goes by what it knows.</summary>
    Unsure,
}
