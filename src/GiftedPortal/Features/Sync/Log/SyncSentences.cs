using GiftedPortal.Features.Sync.Runs;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>Says in one sentence what happened in a run, and in another who must act.</summary>
public sealed class SyncSentences(IStringLocalizer<SyncRunText> texts)
{
    /// <summary>What happened.</summary>
    public string Happened(SyncRun run) => texts[run.Outcome.ToString(), run.PeopleRead, run.Added, run.Changed, run.Left];

    /// <summary>Who must act, and what they must do.</summary>
    public string WhoActs(SyncRun run) => texts[$"{run.Outcome}.Act"];

    /// <summary>What a line of a run says.</summary>
    public string Of(SyncEntry entry) => texts[$"Entry.{entry.Code}", entry.PersonId ?? "", entry.Detail ?? ""];
}
