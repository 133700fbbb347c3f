using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Setup;

/// <summary>One step of a set-up as it is drawn.</summary>
/// <param name="State">The set-up.</param>
/// <param name="Step">The step on screen.</param>
/// <param name="ProviderName">The provider's name in prose.</param>
/// <param name="SentBackBecause">Why a reviewer asked for changes; null when none are asked for.</param>
public sealed record SetupView(SetupState State, SetupStep Step, string ProviderName, string? SentBackBecause)
{
    /// <summary>The open page: what it saves, it need not be told.</summary>
    public Guid? Seat { get; init; }

    /// <summary>What a colleague asks of the viewer, and what of this step is in a colleague's hands.</summary>
    public IReadOnlyList<HandoverView> Handovers { get; init; } = [];

    /// <summary>The permissions of the provider, for naming them.</summary>
    public IReadOnlyList<PermissionRequirement> Permissions { get; init; } = [];

    /// <summary>A permission by its line at the provider; null: none is meant.</summary>
    public string? LabelOf(string? permission) => Permissions.FirstOrDefault(one => one.Key == permission)?.Label;

    /// <summary>1-based position of the step.</summary>
    public int Number => State.Guide.NumberOf(Step);

    /// <summary>The step was finished before.</summary>
    public bool IsFinished => State.Finished.Contains(Step.Slug);

    /// <summary>Whether somebody who has one on screen would see no difference in the other.</summary>
    public static bool LookTheSame(SetupView one, SetupView other) =>
        one.State is not null && other.State is not null && one.State.Connection == other.State.Connection && one.Step == other.Step && one.SentBackBecause == other.SentBackBecause && one.Seat == other.Seat
        && one.State.Finished.SetEquals(other.State.Finished) && one.Handovers.SequenceEqual(other.Handovers)
        && one.State.Answers.Count == other.State.Answers.Count && !one.State.Answers.Except(other.State.Answers).Any();

    /// <summary>The first step of a kind, to link to; null when the guide has none.</summary>
    public SetupStep? StepOf(StepKind kind) => State.Guide.Steps.FirstOrDefault(step => step.Kind == kind);

    /// <summary>The title of a step.</summary>
    public string TitleOf(SetupStep step) => State.Guide.Texts[$"{step.Slug}.Title"];
}
