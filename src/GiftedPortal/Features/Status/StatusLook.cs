using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Status.ChangeCredentials;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Ui;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Status;

internal static class StatusLook
{
    /// <summary>Who did it, as customers may know: their own people by name, everybody else is Gifted.</summary>
    public static string WhoOf(this IStringLocalizer<StatusText> text, ConnectionEvent one) => one.ActorKind is ActorKind.Member ? one.ActorName : text["Party.Gifted"];

    public static Tone ToneOf(ConnectionStatus status) => status switch
    {
        ConnectionStatus.Live => Tone.Good,
        ConnectionStatus.Submitted or ConnectionStatus.InReview or ConnectionStatus.Approved or ConnectionStatus.FirstSync => Tone.Info,
        ConnectionStatus.ChangesRequested or ConnectionStatus.NeedsAttention => Tone.Warn,
        ConnectionStatus.Rejected => Tone.Bad,
        ConnectionStatus.Draft or ConnectionStatus.Paused or ConnectionStatus.Disconnected => Tone.Neutral,
    };

    public static Tone ToneOf(RightsChange change) => change switch
    {
        RightsChange.Same => Tone.Neutral,
        RightsChange.More => Tone.Good,
        RightsChange.Less => Tone.Warn,
        RightsChange.Unknown => Tone.Info,
    };

    public static Tone ToneOf(SyncRunStatus status) => status switch
    {
        SyncRunStatus.Running => Tone.Info,
        SyncRunStatus.Succeeded => Tone.Good,
        SyncRunStatus.Stopped => Tone.Warn,
        SyncRunStatus.Failed => Tone.Bad,
        SyncRunStatus.Interrupted => Tone.Neutral,
    };
}
