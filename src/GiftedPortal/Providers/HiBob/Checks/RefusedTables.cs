using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>
/// When tables are asked for that were refused before. Each repetition of a 403 brings Bob's lock-out nearer, and five are all that a service user has in ten
/// minutes. So a table is asked for again as soon as the search shows that its category was ticked, which costs nothing. The others are all asked for when none
/// was refused within ten minutes, so that whatever was regained shows in that check; else only when somebody asks, one refusal a check at the most, the one
/// longest ago first. They spare the places that the other calls need. Meanwhile the refusal stands, with its time.
/// </summary>
internal sealed class RefusedTables(CheckState state, CheckCalls calls, CallRound round, CheckOccasion occasion, CheckTools tools)
{
    /// <summary>Asks, once the search shows something, for <paramref name="fresh"/> tables that were never refused, and for those that were.</summary>
    public async Task AskAsync(IReadOnlyList<Probe.History> fresh, CancellationToken stop)
    {
        var known = HiBobPermissions.Tables.Where(table => state.RefusalOf(table) is not null).OrderBy(table => state.RefusalOf(table)!.At).ToList();
        if (fresh.Count + known.Count == 0)
            return;
        await calls.Sight.WaitAsync(stop);
        if (state.SeesNobody || state.Rejection is not null)
        {
            foreach (var table in (Probe.History[])[.. fresh, .. known])
                calls.Table(table).Leave(null);
            return;
        }

        var ticked = known.Where(IsTicked).ToList();
        await round.RunAsync([.. ticked.Select(calls.Table)], sparing: false, stop);
        var unproved = known.Except(ticked).Where(table => state.People > 0 && state.RefusalOf(table)!.People == 0).ToList(); // refused while nobody was visible
        await round.RunAsync([.. unproved.Concat(fresh).Select(calls.Table)], sparing: true, stop);
        await AskAgainAsync([.. known.Except(ticked).Except(unproved)], stop);
    }

    private async Task AskAgainAsync(List<Probe.History> refused, CancellationToken stop)
    {
        var isOver = state.SearchFailure is not null; // another refusal would say nothing without it
        if (!isOver && state.Refusals.Values.All(IsLongAgo))
        {
            await round.RunAsync([.. refused.Select(calls.Table)], sparing: true, stop);
            return;
        }

        foreach (var table in refused)
        {
            if (isOver || occasion is not CheckOccasion.Asked)
            {
                calls.Table(table).Leave(null);
                continue;
            }

            await round.RunAsync([calls.Table(table)], sparing: true, stop);
            isOver = state.Tables.GetValueOrDefault(table.Table) is not { Failure: null };
        }
    }

    /// <summary>Remembers what was refused, and forgets what is not any more.</summary>
    public async Task KeepAsync(string caller)
    {
        var answers = new List<(string Call, ProviderFailure? Failure, bool InSight)>();
        foreach (var table in HiBobPermissions.Tables)
            if (state.Tables.TryGetValue(table.Table, out var answer))
                answers.Add((HiBobCall.Table(table.Table).Name, answer.Failure, state.IsInSight(table)));
        if (state.SearchAsked)
            answers.Add((HiBobCall.Search([]).Name, state.SearchFailure, false));
        var now = tools.Time.GetUtcNow();
        var people = state.SearchFailure is null ? state.People : 0;
        var refused = answers.Where(answer => answer.Failure is { Kind: FailureKind.Forbidden }).Select(answer => new CallNote(answer.Call, CallNoteKind.Refused, now, people, answer.InSight)).ToList();
        var open = answers.Where(answer => answer.Failure is null && state.Refusals.ContainsKey(answer.Call)).Select(answer => answer.Call).ToList();
        if (refused.Count > 0)
            await tools.Notes.KeepAsync(caller, refused);
        if (open.Count > 0)
            await tools.Notes.ForgetRefusalsAsync(caller, open);
    }

    private bool IsTicked(Probe.History table) => state.People > 0 && state.IsInSight(table) && state.RefusalOf(table) is { InSight: false };

    private bool IsLongAgo(CallNote refusal) => refusal.At + IFailedCallBudget.Window <= tools.Time.GetUtcNow();
}
