using GiftedPortal.Features.Connections;
using GiftedPortal.Ui;

namespace GiftedPortal.Features.Status;

internal static class StatusLook
{
    public static Tone ToneOf(ConnectionStatus status) => status switch
    {
        ConnectionStatus.Live => Tone.Good,
        ConnectionStatus.Submitted or ConnectionStatus.InReview or ConnectionStatus.Approved or ConnectionStatus.FirstSync => Tone.Info,
        ConnectionStatus.ChangesRequested or ConnectionStatus.NeedsAttention => Tone.Warn,
        ConnectionStatus.Rejected => Tone.Bad,
        ConnectionStatus.Draft or ConnectionStatus.Paused or ConnectionStatus.Disconnected => Tone.Neutral,
    };
}
