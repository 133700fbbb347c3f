using System.Collections.Concurrent;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>
/// One full check: five calls at most. Credentials that Bob accepted within the last minutes start all five together, with the search planned by the
/// metadata of that time, so that a check takes as long as its slowest call; the metadata that arrives beside it says whether that plan still holds, and where it
/// does not, a category waits for the next check. Other credentials, so the very first check, ask for the metadata first and alone: it takes the time of that
/// one call longer, but a wrong token costs one 401 instead of five, and Bob's firewall counts them for our whole address.
/// </summary>
internal sealed class HiBobCheck(
    HiBobClient client, AcceptedCredentials accepted, IFailedCallBudget budget, TimeProvider time, ProviderConnection connection, IProgress<PermissionFinding>? progress)
{
    /// <summary>After this the check stops with what it has.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly CheckState _state = new();
    private readonly Dictionary<string, PermissionOutcome> _told = [];
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<ProviderCall> _calls = new();

    /// <exception cref="OperationCanceledException">The caller gave up; nothing else is thrown.</exception>
    public async Task<PermissionReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        Settle();
        if (await KnownPlanAsync(cancellationToken) is { } plan)
        {
            Send(plan);
            await Task.WhenAll(ReadFieldsAsync(either.Token, cancellationToken), ReadTheRestAsync(either.Token, cancellationToken));
        }
        else
        {
            await ReadFieldsAsync(either.Token, cancellationToken);
            if (_state.Fields!.Failure is { Kind: FailureKind.CredentialsRejected or FailureKind.Blocked } stop)
                Skip(stop);
            else
                await ReadTheRestAsync(either.Token, cancellationToken);
        }

        return Report(time.GetElapsedTime(started));
    }

    private async Task<ProbePlan?> KnownPlanAsync(CancellationToken cancellationToken)
    {
        if (accepted.PlanOf(connection) is not { } plan)
            return null;
        if (await budget.IsUntouchedAsync(CallerKey.OfServiceUser(connection), cancellationToken))
            return plan;
        accepted.Forget(connection); // something failed since, perhaps on another node: ask with one call first
        return null;
    }

    private Task ReadTheRestAsync(CancellationToken either, CancellationToken caller)
    {
        if (_state.Sent is null)
            Send(_state.Plan);
        return Task.WhenAll([ReadPeopleAsync(either, caller), .. HiBobPermissions.Tables.Select(table => ReadTableAsync(table, either, caller))]);
    }

    private void Send(ProbePlan plan) => (_state.Sent, _state.Search) = (plan, new SearchProbe(plan));

    private async Task ReadFieldsAsync(CancellationToken either, CancellationToken caller)
    {
        TenantFields? fields = null;
        var failure = await TryAsync(HiBobCall.Fields, async () => fields = await client.ReadFieldsAsync(connection, _calls.Enqueue, either), caller);
        if (fields is not null)
            accepted.Remember(connection, ProbePlan.For(fields));
        Update(() =>
        {
            _state.Fields = new Answer<TenantFields>(fields, failure);
            _state.Plan = ProbePlan.For(fields);
        });
    }

    private async Task ReadPeopleAsync(CancellationToken either, CancellationToken caller)
    {
        var call = HiBobCall.Search(_state.Sent!.Ids);
        var failure = await TryAsync(call, () => ReadPeopleAsync(call, either), caller);
        Update(() =>
        {
            _state.SearchFailure = failure;
            _state.SearchEnded = true;
        });
    }

    private async Task ReadPeopleAsync(HiBobCall call, CancellationToken either)
    {
        await using var reply = await client.SendAsync(call, connection, _calls.Enqueue, either);
        var reader = new EmployeesReader(_state.Sent!.Tree, _state.Search!);
        var news = 0;
        Update(() => _state.SaysRestricted |= reply.HasRestrictedColumns);
        while (await reply.ReadAsync(reader, either))
        {
            if (news != _state.Search!.News)
                Settle();
            news = _state.Search.News;
        }
    }

    private async Task ReadTableAsync(Probe.History table, CancellationToken either, CancellationToken caller)
    {
        TableRows? rows = null;
        var failure = await TryAsync(HiBobCall.Table(table.Table), async () => rows = await ReadTableAsync(table, either), caller);
        Update(() =>
        {
            _state.Tables[table.Table] = new Answer<TableRows>(rows, failure);
            _state.SaysRestricted |= rows is { Restricted: true };
        });
    }

    private async Task<TableRows> ReadTableAsync(Probe.History table, CancellationToken either)
    {
        var call = HiBobCall.Table(table.Table);
        await using var reply = await client.SendAsync(call, connection, _calls.Enqueue, either);
        Update(() => _state.SaysRestricted |= reply.HasRestrictedColumns);
        using var json = await reply.ReadDocumentAsync(either);
        return TableRows.Read(json.RootElement, table.Columns) ?? throw HiBobFailures.Nonsense(call, "the answer is not a page of a table");
    }

    private static async Task<ProviderFailure?> TryAsync(HiBobCall call, Func<Task> read, CancellationToken caller)
    {
        try
        {
            await read();
            return null;
        }
        catch (ProviderException exception)
        {
            return exception.Failure;
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return HiBobFailures.Unreachable(call, $"the check stopped after {Longest.TotalSeconds:0} s").Failure;
        }
    }

    private void Skip(ProviderFailure stop) => Update(() =>
    {
        _state.SearchFailure = stop;
        _state.SearchEnded = true;
        foreach (var table in HiBobPermissions.Tables)
            _state.Tables[table.Table] = new Answer<TableRows>(null, stop);
    });

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
        progress?.Report(finding);
    }

    private PermissionReport Report(TimeSpan duration)
    {
        // judged anew: evidence has grown since a verdict was first reported, and a late 401 outweighs everything
        var findings = HiBobPermissions.All.Select(permission => PermissionJudge.Judge(permission, _state)!).ToList();
        findings.ForEach(Tell);
        var audience = _state is { SearchEnded: true, SearchFailure: null, Search: { } search } ? new Audience(true, search.People, search.ByStatus) { Inactive = search.Inactive } : Audience.Unknown;
        return new PermissionReport(Credentials(), findings, audience, Dialects.Of(_state, findings), _state.Search?.AccountId, [.. _calls], duration) { OverGrants = UnneededFields.Seen(_state) };
    }

    private CredentialCheck Credentials()
    {
        if (_state.Rejection is { } rejection)
            return new CredentialCheck(rejection);
        var accepted = _state.SearchFailure is null or { Kind: FailureKind.Forbidden } || _state.Tables.Values.Any(table => table.Failure is null or { Kind: FailureKind.Forbidden });
        return new CredentialCheck(accepted && _state.Fields!.Failure is not { Kind: FailureKind.Forbidden } ? null : _state.Fields!.Failure);
    }
}
