using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>
/// One full check: five calls at most. Credentials that Bob accepted within the last minute start all five together, with the search planned by the
/// metadata of that time, so that a check takes as long as its slowest call; the metadata that arrives beside it says whether that plan still holds, and where it
/// does not, a category waits for the next check. Other credentials ask for the metadata first and alone: it takes the time of that one call longer, but a wrong
/// token costs one 401 instead of five. Tables that are known to be refused wait for what the search shows, see <see cref="RefusedTables"/>.
/// </summary>
internal sealed class HiBobCheck
{
    /// <summary>After this the check stops with what it has.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // a refused search tells nothing new by the minute, and every repetition brings the cool-down nearer for whoever presses the button
    private static readonly TimeSpan SearchAgain = IFailedCallBudget.Window / 2;

    private readonly CheckTools _tools;
    private readonly ProviderConnection _connection;
    private readonly CheckOccasion _occasion;
    private readonly IProgress<PermissionFinding>? _progress;
    private readonly CheckState _state = new();
    private readonly CallRound _round;
    private readonly string _caller;
    private readonly IReadOnlyList<string> _callers;
    private readonly Dictionary<string, PermissionOutcome> _told = [];
    private readonly Lock _lock = new();

    public HiBobCheck(CheckTools tools, ProviderConnection connection, CheckOccasion occasion, IProgress<PermissionFinding>? progress)
    {
        (_tools, _connection, _occasion, _progress) = (tools, connection, occasion, progress);
        (_caller, _callers) = (CallerKey.OfServiceUser(connection), CallerKey.OfBudgets(connection));
        _round = new CallRound(tools.Budget, tools.Guard, _callers, () => _state.Rejection is not null);
    }

    /// <exception cref="OperationCanceledException">The caller gave up; nothing else is thrown.</exception>
    public async Task<PermissionReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = _tools.Time.GetTimestamp();
        using var deadline = new CancellationTokenSource(Longest, _tools.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var calls = new CheckCalls(_tools, _connection, _state, Update, either.Token, cancellationToken);
        var refused = new RefusedTables(_state, calls, _round, _occasion, _tools);
        _state.Refusals = (await _tools.Notes.ReadAsync(_caller, cancellationToken)).Where(note => note.Kind is CallNoteKind.Refused).ToDictionary(note => note.Call);
        Settle();
        try
        {
            await AskAsync(calls, refused, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // the time is up, and some calls had no place until then
        }

        Update(CloseGaps);
        await refused.KeepAsync(_caller);
        return Report(calls.Made, _tools.Time.GetElapsedTime(started));
    }

    /// <summary>What stands in place of an answer that had not come when the check stopped.</summary>
    public static ProviderFailure Stopped(HiBobCall call) => HiBobFailures.Unreachable(call, $"the check stopped after {Longest.TotalSeconds:0} s").Failure;

    private async Task AskAsync(CheckCalls calls, RefusedTables refused, CancellationToken stop)
    {
        List<Errand> first = [];
        if (_tools.Accepted.PlanOf(_connection) is { } plan)
        {
            Send(plan);
            first.Add(calls.Fields);
        }
        else
        {
            await _round.RunAsync([calls.Fields], sparing: false, stop);
            if (_state.Fields!.Failure is { Kind: FailureKind.CredentialsRejected or FailureKind.Blocked } failure)
            {
                Update(() => Skip(failure));
                return;
            }

            Send(_state.Plan);
        }

        if (_state.Refusals.GetValueOrDefault(HiBobCall.Search([]).Name) is { } refusal && _occasion is CheckOccasion.Watching && refusal.At + SearchAgain > _tools.Time.GetUtcNow())
        {
            _state.SearchAskedAt = refusal.At;
            calls.EndPeople(new ProviderFailure(FailureKind.Forbidden, refusal.Call, 403, null, "refused at an earlier check"));
        }
        else
        {
            first.Add(calls.People);
        }

        await AskTogetherAsync(first, calls, refused, stop);
    }

    // with a place for every call all start now; with fewer, the tables wait for what the search shows
    private async Task AskTogetherAsync(List<Errand> first, CheckCalls calls, RefusedTables refused, CancellationToken stop)
    {
        var fresh = HiBobPermissions.Tables.Where(table => _state.RefusalOf(table) is null).ToList();
        // whoever is refused where no permission is needed, as by a list of allowed addresses, is probably refused everywhere
        var hopeful = _state.Fields?.Failure is { Kind: FailureKind.Forbidden } ? [] : fresh;
        var wanted = first.Count + hopeful.Count;
        var grant = wanted == 0 ? new BudgetGrant([], null) : await _tools.Budget.TakeAsync(_callers, wanted, sparing: false, stop);
        if (grant.BlockedUntil is { } until)
        {
            first.ForEach(errand => errand.Leave(until));
            fresh.ForEach(table => calls.Table(table).Leave(until));
            return;
        }

        var together = grant.Places.Count == wanted;
        if (together)
            first.AddRange(hopeful.Select(calls.Table));
        foreach (var place in grant.Places.Skip(first.Count))
            await _tools.Budget.GiveBackAsync(place);
        await Task.WhenAll(
            _round.RunAsync(grant.Places.Take(first.Count), first, sparing: false, stop),
            refused.AskAsync(together ? [.. fresh.Except(hopeful)] : fresh, stop));
    }

    private void Send(ProbePlan plan) => (_state.Sent, _state.Search) = (plan, new SearchProbe(plan));

    private void Skip(ProviderFailure stop)
    {
        (_state.SearchFailure, _state.SearchEnded) = (stop, true);
        foreach (var table in HiBobPermissions.Tables)
            _state.Tables[table.Table] = new Answer<TableRows>(null, stop);
    }

    private void CloseGaps()
    {
        _state.Fields ??= new Answer<TenantFields>(null, Stopped(HiBobCall.Fields));
        if (!_state.SearchEnded)
            (_state.SearchFailure, _state.SearchEnded) = (Stopped(HiBobCall.Search([])), true);
        foreach (var table in HiBobPermissions.Tables.Where(table => !_state.Tables.ContainsKey(table.Table) && !_state.Unasked.ContainsKey(table.Table)))
            if (_state.RefusalOf(table) is not null)
                _state.Unasked[table.Table] = null;
            else
                _state.Tables[table.Table] = new Answer<TableRows>(null, Stopped(HiBobCall.Table(table.Table)));
    }

    private void Update(Action change)
    {
        lock (_lock)
        {
            change();
            Settle();
        }
    }

    private void Settle()
    {
        lock (_lock)
        {
            foreach (var permission in HiBobPermissions.All.Where(permission => !_told.ContainsKey(permission.Key)))
                if (PermissionJudge.Judge(permission, _state) is { } finding)
                    Tell(finding);
        }
    }

    private void Tell(PermissionFinding finding)
    {
        if (_told.GetValueOrDefault(finding.Key) == finding.Outcome)
            return;
        _told[finding.Key] = finding.Outcome;
        _progress?.Report(finding);
    }

    private PermissionReport Report(IReadOnlyList<ProviderCall> calls, TimeSpan duration)
    {
        // judged anew: evidence has grown since a verdict was first reported, and a late 401 outweighs everything
        var findings = HiBobPermissions.All.Select(permission => PermissionJudge.Judge(permission, _state)!).ToList();
        findings.ForEach(Tell);
        var audience = _state is { SearchEnded: true, SearchFailure: null, Search: { } search } ? new Audience(true, search.People, search.ByStatus) { Inactive = search.Inactive } : Audience.Unknown;
        return new PermissionReport(Credentials(), findings, audience, Dialects.Of(_state, findings), _state.Search?.AccountId, calls, duration) { OverGrants = UnneededFields.Seen(_state) };
    }

    private CredentialCheck Credentials()
    {
        if (_state.Rejection is { } rejection)
            return new CredentialCheck(rejection);
        var accepted = _state.SearchFailure is null or { Kind: FailureKind.Forbidden } || _state.Tables.Values.Any(table => table.Failure is null or { Kind: FailureKind.Forbidden });
        return new CredentialCheck(accepted && _state.Fields!.Failure is not { Kind: FailureKind.Forbidden } ? null : _state.Fields!.Failure);
    }
}
