using GiftedPortal.Ui;

namespace GiftedPortal.Features.Sync.Health;

/// <summary>How states are meant.</summary>
internal static class HealthLook
{
    public static Tone Tone(this HealthState state) => state switch
    {
        HealthState.Healthy => Ui.Tone.Good,
        HealthState.NeverSynced => Ui.Tone.Info,
        HealthState.Late or HealthState.BrakeWaiting or HealthState.ProviderFails => Ui.Tone.Warn,
        HealthState.CredentialsFail or HealthState.PermissionLost => Ui.Tone.Bad,
        HealthState.Paused => Ui.Tone.Neutral,
    };
}
