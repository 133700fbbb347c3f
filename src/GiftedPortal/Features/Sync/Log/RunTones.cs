using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Ui;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>How a run's status and an entry's kind are meant.</summary>
internal static class RunTones
{
    public static Tone Tone(this SyncRunStatus status) => status switch
    {
        SyncRunStatus.Running => Ui.Tone.Info,
        SyncRunStatus.Succeeded => Ui.Tone.Good,
        SyncRunStatus.Failed => Ui.Tone.Bad,
        SyncRunStatus.Stopped => Ui.Tone.Warn,
        SyncRunStatus.Interrupted => Ui.Tone.Neutral,
    };

    public static Tone Tone(this SyncEntryKind kind) => kind switch
    {
        SyncEntryKind.Call or SyncEntryKind.Changed or SyncEntryKind.Note => Ui.Tone.Info,
        SyncEntryKind.Added => Ui.Tone.Good,
        SyncEntryKind.Left => Ui.Tone.Neutral,
        SyncEntryKind.Warning => Ui.Tone.Warn,
        SyncEntryKind.Error => Ui.Tone.Bad,
    };
}
