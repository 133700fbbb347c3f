using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Setup.StepKinds;

/// <summary>What a kind of step adds to the instructions. Answers are saved as they change.</summary>
public abstract class StepComponent : ComponentBase
{
    /// <summary>The step and the set-up it belongs to.</summary>
    [Parameter, EditorRequired] public SetupView View { get; set; } = null!;

    /// <summary>Tells the page that something was saved.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    /// <summary>The set-up.</summary>
    [Inject] protected SetupService Setup { get; set; } = null!;

    /// <summary>Who is in front of the screen.</summary>
    [Inject] protected CurrentActor Current { get; set; } = null!;

    /// <summary>The viewer's time zone.</summary>
    [Inject] protected ViewerZone Zone { get; set; } = null!;

    /// <summary>The words.</summary>
    [Inject] protected IStringLocalizer<SetupText> Text { get; set; } = null!;

    /// <summary>Why the last answer was not saved, in a sentence; null when it was.</summary>
    protected string? Problem { get; set; }

    /// <summary>An answer given before, or null.</summary>
    protected string? Answer(string key) => View.State.Answers.GetValueOrDefault(key);

    /// <summary>Saves an answer; <see cref="Problem"/> says why, when it was refused.</summary>
    protected async Task AnswerAsync(string key, string value)
    {
        var refusal = await Setup.AnswerAsync(key, value, await Current.GetAsync(), default, View.Seat);
        Problem = refusal is null ? null : Say(refusal);
        if (refusal is null) await Changed.InvokeAsync();
    }

    /// <summary>A refusal in a sentence.</summary>
    protected string Say(ConnectionRefusal refusal) => Text.Of(refusal, View.ProviderName);
}
