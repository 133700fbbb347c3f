using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>
/// One full check: five calls at most. It begins with the metadata and the search together; the search asks for the fields that the metadata
/// suggested last time, else for <see cref="StandardFields"/>, and is read by the metadata that arrives beside it. The tables follow with the head of the first answer,
/// by which Bob has accepted the credentials: a wrong token costs two 401 and not five. Where that head is as slow as a whole call, waiting for it would double the
/// time of a check. So a check that has reason to expect acceptance, or keeps nobody waiting who mistyped, waits for a fraction of it only, see
/// <see cref="PatienceFor"/>. Tables that are known to be refused wait for what the search shows, see <see cref="RefusedTables"/>.
/// </summary>
internal sealed class HiBobCheck
{
    /// <summary>After this the check stops with what it has.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // a refused search tells nothing new by the minute, and every repetition brings the cool-down nearer for whoever presses the button
    private static readonly TimeSpan SearchAgain = IFailedCallBudget.Window / 2;

    // a refusal is decided before anything is looked up, and is usually here by then
    private static readonly TimeSpan ShortestPatience = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMilliseconds(60);
    private const int ShareOfSlowest = 5;

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
        if (calls.Made is { Count: > 0 } made && made.All(call => call.Status is 200))
            _tools.Accepted.Remember(_connection, slowest: made.Max(call => call.Duration));
        return Report(calls.Made, _tools.Time.GetElapsedTime(started));
    }

    /// <summary>What stands in place of an answer that had not come when the check stopped.</summary>
    public static ProviderFailure Stopped(HiBobCall call) => HiBobFailures.Unreachable(call, $"the check stopped after {Longest.TotalSeconds:0} s").Failure;

    private async Task AskAsync(CheckCalls calls, RefusedTables refused, CancellationToken stop)
    {
        _state.Plan = _tools.Accepted.PlanOf(_connection) ?? ProbePlan.Standard;
        List<Errand> first = [calls.Fields];
        if (_state.Refusals.GetValueOrDefault(HiBobCall.Search([]).Name) is { } refusal && _occasion is CheckOccasion.Watching && refusal.At + SearchAgain > _tools.Time.GetUtcNow())
        {
            _state.SearchAskedAt = refusal.At;
            calls.EndPeople(new ProviderFailure(FailureKind.Forbidden, refusal.Call, 403, null, "refused at an earlier check"));
        }
        else
        {
            first.Add(calls.People);
        }

        var fresh = HiBobPermissions.Tables.Where(table => _state.RefusalOf(table) is null).ToList();
        var grant = await _tools.Budget.TakeAsync(_callers, first.Count, sparing: false, stop);
        if (grant.BlockedUntil is { } until)
        {
            first.ForEach(errand => errand.Leave(until));
            fresh.ForEach(table => calls.Table(table).Leave(until));
            return;
        }

        var beginning = BeginAsync(grant.Places, first, calls, stop);
        await Task.WhenAll(beginning, AskTablesAsync(beginning, fresh, calls, refused, stop));
    }

    private async Task BeginAsync(IEnumerable<Guid> places, List<Errand> first, CheckCalls calls, CancellationToken stop)
    {
        await _round.RunAsync(places, first, sparing: false, stop);
        if (!_state.SearchEnded)
            calls.EndPeople(_state.Rejection); // it was not sent after that
    }

    private async Task AskTablesAsync(Task beginning, List<Probe.History> fresh, CheckCalls calls, RefusedTables refused, CancellationToken stop)
    {
        using (var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop))
        {
            await Task.WhenAny(calls.Accepted, beginning, Task.Delay(PatienceFor(_connection), _tools.Time, waiting.Token));
            await waiting.CancelAsync();
        }

        // whoever is refused where no permission is needed, as by a list of allowed addresses, is probably refused everywhere
        var hopeless = !calls.Accepted.IsCompleted && _state.Fields?.Failure is { Kind: FailureKind.Forbidden or FailureKind.Blocked };
        var places = hopeless || fresh.Count == 0 || _state.Rejection is not null ? [] : (await _tools.Budget.TakeAsync(_callers, fresh.Count, sparing: false, stop)).Places;
        var together = places.Count == fresh.Count; // with fewer places, they wait for what the search shows
        await Task.WhenAll(
            _round.RunAsync(places, together ? [.. fresh.Select(calls.Table)] : [], sparing: false, stop),
            refused.AskAsync(together ? [] : fresh, stop));
    }

    /// <summary>
    /// How long the tables wait for the first answer. Credentials that a connection uses and that Bob did not accept lately may be mistyped or taken back, and
    /// refused calls are what their owner has few of: they wait for as long as it takes. Entering credentials asks Bob once whether it accepts them, so checks that
    /// somebody watches seldom do.
    /// </summary>
    private TimeSpan PatienceFor(ProviderConnection connection) =>
        _tools.Accepted.SlowestOf(connection) is { } slowest ? (slowest / ShareOfSlowest > ShortestPatience ? slowest / ShareOfSlowest : ShortestPatience)
        : connection.ConnectionId is null || _tools.Accepted.Contains(connection) ? UsualPatience
        : Timeout.InfiniteTimeSpan;

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
