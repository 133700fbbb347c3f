using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>
/// Judges what a table's first page shows. With histories every row is there, with sections alone the current one, with neither the answer is 403;
/// an empty audience answers 403 too (apidocs.hibob.com/reference/employee-tables).
/// </summary>
internal static class HistoryRules
{
    public static (PermissionOutcome, Evidence)? Judge(Probe.History probe, CheckState state)
    {
        if (!state.Tables.TryGetValue(probe.Table, out var answer))
            return state.Unasked.TryGetValue(probe.Table, out var again) ? Unasked(probe, again, state) : null;
        if (answer.Failure is { } failure)
            return Judge(failure, state);
        var rows = answer.Value!;
        var evidence = new Evidence(HiBobCall.Table(probe.Table).Name, 200, [], rows.HiddenColumns, rows.Rows);
        return (new PermissionOutcome.Judged(VerdictOf(rows.History)), evidence);
    }

    // an older refusal stands with its time, where people are seen now as they were then; without one nothing is said
    private static (PermissionOutcome, Evidence) Unasked(Probe.History probe, DateTimeOffset? again, CheckState state)
    {
        if (state.SeesNobody)
            return (new PermissionOutcome.Judged(Verdict.Inconclusive), new Evidence(HiBobCall.Search([]).Name, state.SearchFailure?.Status ?? 200, [], [], 0) { AskedAt = state.SearchAskedAt });
        if (state.RefusalOf(probe) is not { } refusal)
            return (new PermissionOutcome.Unjudged(NoVerdict.NotChecked, again), Evidence.None with { AgainAt = again });
        var evidence = new Evidence(refusal.Call, 403, [], [], refusal.People) { AskedAt = refusal.At, AgainAt = again };
        if (state.SearchFailure is { } unseen)
            return (PermissionJudge.Unjudged(unseen), evidence);
        return (refusal.People > 0 ? new PermissionOutcome.Judged(Verdict.Missing) : new PermissionOutcome.Unjudged(NoVerdict.NotChecked, again), evidence);
    }

    private static (PermissionOutcome, Evidence)? Judge(ProviderFailure failure, CheckState state)
    {
        var evidence = PermissionJudge.Failed(failure) with { PeopleSeen = state.People };
        if (failure.Kind != FailureKind.Forbidden)
            return (PermissionJudge.Unjudged(failure), evidence);
        if (state.People > 0)
            return (new PermissionOutcome.Judged(Verdict.Missing), evidence);
        if (!state.SearchEnded)
            return null;
        return (state.SearchFailure is { } unseen ? PermissionJudge.Unjudged(unseen) : new PermissionOutcome.Judged(Verdict.Inconclusive), evidence);
    }

    private static Verdict VerdictOf(HistoryView view) => view switch
    {
        HistoryView.Shown => Verdict.Granted,
        HistoryView.Partly => Verdict.Partly,
        HistoryView.Hidden => Verdict.Missing,
        HistoryView.NothingToSee => Verdict.Inconclusive,
    };
}
