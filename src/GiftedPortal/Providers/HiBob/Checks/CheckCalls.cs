using System.Collections.Concurrent;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>The five calls of one check. Each writes what it found into the state, and never throws for a failure of Bob's.</summary>
/// <param name="tools">What every check works with.</param>
/// <param name="connection">As whom, and where.</param>
/// <param name="state">What the check knows.</param>
/// <param name="update">Changes the state, and settles what follows from it.</param>
/// <param name="stop">The check's deadline, or the caller's wish.</param>
/// <param name="caller">The caller's wish alone.</param>
internal sealed class CheckCalls(
    CheckTools tools, ProviderConnection connection, CheckState state, Action<Action> update, CancellationToken stop, CancellationToken caller)
{
    private readonly ConcurrentQueue<ProviderCall> _made = new();
    private readonly TaskCompletionSource _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _fieldsKnown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _sight = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The calls made so far.</summary>
    public IReadOnlyList<ProviderCall> Made => [.. _made];

    /// <summary>Ends with the head of the first answer that Bob gives only to credentials that it accepts.</summary>
    public Task Accepted => _accepted.Task;

    /// <summary>Ends as soon as somebody is visible, or the search has ended.</summary>
    public Task Sight => _sight.Task;

    public Errand Fields => new(ReadFieldsAsync, until => EndFields(null, CallGuard.NotCalled(HiBobCall.Fields, until!.Value)));

    public Errand People => new(ReadPeopleAsync, until => EndPeople(CallGuard.NotCalled(HiBobCall.Search([]), until!.Value)));

    public Errand Table(Probe.History table) => new(place => ReadTableAsync(table, place), until => update(() => state.Unasked[table.Table] = until));

    public void EndFields(TenantFields? fields, ProviderFailure? failure)
    {
        update(() =>
        {
            state.Fields = new Answer<TenantFields>(fields, failure);
            state.Plan = state.Plan.In(fields);
        });
        _fieldsKnown.TrySetResult();
    }

    public void EndPeople(ProviderFailure? failure)
    {
        update(() => (state.SearchFailure, state.SearchEnded) = (failure, true));
        _sight.TrySetResult();
    }

    private async Task ReadFieldsAsync(CallPlace place)
    {
        TenantFields? fields = null;
        var failure = await TryAsync(HiBobCall.Fields, async () => fields = await ReadFieldsInAsync(place));
        if (fields is not null)
            tools.Accepted.Remember(connection, ProbePlan.For(fields));
        EndFields(fields, failure);
    }

    private async Task<TenantFields> ReadFieldsInAsync(CallPlace place)
    {
        await using var reply = await tools.Client.SendAsync(HiBobCall.Fields, connection, place, _made.Enqueue, stop);
        _accepted.TrySetResult();
        return await reply.ReadFieldsAsync(stop);
    }

    private async Task ReadPeopleAsync(CallPlace place)
    {
        state.SearchAsked = true;
        var call = HiBobCall.Search(state.Plan.Ids);
        EndPeople(await TryAsync(call, () => ReadPeopleAsync(call, place)));
    }

    private async Task ReadPeopleAsync(HiBobCall call, CallPlace place)
    {
        await using var reply = await tools.Client.SendAsync(call, connection, place, _made.Enqueue, stop);
        await tools.Guard.EndAsync(place); // accepted: a long body needs no place
        _accepted.TrySetResult();
        await _fieldsKnown.Task.WaitAsync(stop); // where each field stands, and what it says, is known then; nothing is kept meanwhile
        var search = new SearchProbe(state.Plan);
        var reader = new EmployeesReader(state.Plan.Tree, search);
        var news = 0;
        update(() => (state.Search, state.SaysRestricted) = (search, state.SaysRestricted | reply.HasRestrictedColumns));
        while (await reply.ReadAsync(reader, stop))
        {
            if (news == search.News)
                continue;
            news = search.News;
            update(() => { });
            if (state.People > 0)
                _sight.TrySetResult();
        }
    }

    private async Task ReadTableAsync(Probe.History table, CallPlace place)
    {
        TableRows? rows = null;
        var failure = await TryAsync(HiBobCall.Table(table.Table), async () => rows = await ReadRowsAsync(table, place));
        update(() =>
        {
            state.Tables[table.Table] = new Answer<TableRows>(rows, failure);
            state.SaysRestricted |= rows is { Restricted: true };
        });
    }

    private async Task<TableRows> ReadRowsAsync(Probe.History table, CallPlace place)
    {
        var call = HiBobCall.Table(table.Table);
        await using var reply = await tools.Client.SendAsync(call, connection, place, _made.Enqueue, stop);
        update(() => state.SaysRestricted |= reply.HasRestrictedColumns);
        using var json = await reply.ReadDocumentAsync(stop);
        return TableRows.Read(json.RootElement, table.Columns) ?? throw HiBobFailures.Nonsense(call, "the answer is not a page of a table");
    }

    private async Task<ProviderFailure?> TryAsync(HiBobCall call, Func<Task> read)
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
            return HiBobCheck.Stopped(call);
        }
    }
}
