using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace GiftedPortal.Features.Notifications.Messages;

/// <summary>A letter in the list.</summary>
public sealed partial class LetterLine
{
    /// <summary>Called after it was sent again, or somebody else did.</summary>
    [Parameter, EditorRequired] public EventCallback OnChanged { get; set; }

    /// <summary>The letter.</summary>
    [Parameter, EditorRequired] public LetterRow Row { get; set; } = null!;

    [Inject] private LetterService Letters { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private ViewerZone Viewer { get; set; } = null!;

    [Inject] private ISnackbar Snackbar { get; set; } = null!;

    [Inject] private IStringLocalizer<MessagesText> Text { get; set; } = null!;

    private StoredLetter Letter => Row.Letter;

    private Tone Tone => Letter.State switch
    {
        LetterState.Waiting => Letter.Failure is null ? Tone.Info : Tone.Warn,
        LetterState.Sent => Tone.Good,
        LetterState.Failed => Tone.Bad,
    };

    // who must act once it is given up
    private static string Owner(PostFailureKind failure) => failure switch
    {
        PostFailureKind.Recipient => "Address",
        PostFailureKind.Unreadable => "Writer",
        _ => "Operator",
    };

    private async Task SendAgainAsync(string reason)
    {
        var refusal = await Letters.SendAgainAsync(Letter.Id, await Current.GetAsync(), default);
        Snackbar.Add(refusal is { } why ? Text[$"Refusal.{why}"] : Text["Again.Done"], refusal is null ? Severity.Success : Severity.Warning);
        await OnChanged.InvokeAsync();
    }
}
