using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace GiftedPortal.Features.Connections;

/// <summary>A connection's status and refusals as people read them.</summary>
internal static class ConnectionWords
{
    public static StatusWords Status(this IStringLocalizer<ConnectionText> text, ConnectionStatus status) =>
        new(text[$"Status.{status}"], ToneOf(status), IconOf(status));

    /// <param name="text">The words.</param>
    /// <param name="refusal">What is to be explained.</param>
    /// <param name="viewer">Whose clock the moments are told on.</param>
    public static string Sentence(this IStringLocalizer<ConnectionText> text, ConnectionRefusal refusal, ViewerZone viewer) => refusal switch
    {
        ConnectionRefusal.NotNow notNow => text["Refusal.NotNow", text[$"Status.{notNow.Status}"].Value],
        ConnectionRefusal.AlreadyDecided decided => text["Refusal.AlreadyDecided", decided.By, viewer.ToLocal(decided.At), text[$"Status.{decided.Status}"].Value],
        ConnectionRefusal.Taken taken => text["Refusal.Taken", taken.By, viewer.ToLocal(taken.Until)],
        ConnectionRefusal.BadReason reason => text["Refusal.BadReason", reason.Longest],
        ConnectionRefusal.BadCompanyName name => text["Refusal.BadCompanyName", name.Longest],
        ConnectionRefusal.NameNeedsSuffix suffix => text["Refusal.NameNeedsSuffix", suffix.Proposal],
        ConnectionRefusal.CredentialsNotAccepted credentials => text[$"Refusal.CredentialsNotAccepted.{credentials.Kind}"],
        ConnectionRefusal.WrongMembers members => text["Refusal.WrongMembers", members.Members],
        ConnectionRefusal.WrongConfirmation wrong => text["Refusal.WrongConfirmation", wrong.Expected],
        ConnectionRefusal.TooLong answer => text["Refusal.TooLong", answer.Longest],
        _ => text[$"Refusal.{refusal.GetType().Name}"],
    };

    /// <summary>Why attention was raised, in a sentence. A code that a later version wrote has a sentence too.</summary>
    /// <param name="text">The words.</param>
    /// <param name="reason">What was kept.</param>
    /// <param name="provider">Names the permissions concerned by their labels; null: by their keys.</param>
    public static string Attention(this IStringLocalizer<ConnectionText> text, AttentionReason reason, IHrisProvider? provider = null)
    {
        var labels = reason.Keys.Select(key => provider?.Permissions.FirstOrDefault(permission => permission.Key == key)?.Label ?? key);
        var sentence = text[$"Attention.{reason.Code}", string.Join(text["ListSeparator"], labels)];
        return sentence.ResourceNotFound ? text["Attention.Other"] : sentence;
    }

    private static Tone ToneOf(ConnectionStatus status) => status switch
    {
        ConnectionStatus.Draft or ConnectionStatus.Disconnected => Tone.Neutral,
        ConnectionStatus.Submitted or ConnectionStatus.InReview or ConnectionStatus.FirstSync => Tone.Info,
        ConnectionStatus.ChangesRequested or ConnectionStatus.NeedsAttention or ConnectionStatus.Paused => Tone.Warn,
        ConnectionStatus.Approved or ConnectionStatus.Live => Tone.Good,
        ConnectionStatus.Rejected => Tone.Bad,
    };

    private static string IconOf(ConnectionStatus status) => status switch
    {
        ConnectionStatus.Draft => Icons.Material.Rounded.EditNote,
        ConnectionStatus.Submitted => Icons.Material.Rounded.HourglassTop,
        ConnectionStatus.InReview => Icons.Material.Rounded.RateReview,
        ConnectionStatus.ChangesRequested => Icons.Material.Rounded.Reply,
        ConnectionStatus.Rejected => Icons.Material.Rounded.Block,
        ConnectionStatus.Approved => Icons.Material.Rounded.TaskAlt,
        ConnectionStatus.FirstSync => Icons.Material.Rounded.Sync,
        ConnectionStatus.Live => Icons.Material.Rounded.CheckCircle,
        ConnectionStatus.NeedsAttention => Icons.Material.Rounded.WarningAmber,
        ConnectionStatus.Paused => Icons.Material.Rounded.PauseCircle,
        ConnectionStatus.Disconnected => Icons.Material.Rounded.LinkOff,
    };
}

/// <summary>How a status is drawn.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Tone">How it is meant.</param>
/// <param name="Icon">Its own icon.</param>
internal sealed record StatusWords(string Text, Tone Tone, string Icon);
