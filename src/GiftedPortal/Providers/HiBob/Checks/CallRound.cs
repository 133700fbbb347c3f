using System.Collections.Concurrent;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>A call of a check, and what is to be done instead when it must not be made before a moment.</summary>
internal sealed record Errand(Func<CallPlace, Task> Run, Action<DateTimeOffset?> Leave);

/// <summary>Runs calls in places of the budget: as many at a time as there are places, in their order, and none after a rejected token.</summary>
internal sealed class CallRound(IFailedCallBudget budget, CallGuard guard, IReadOnlyList<string> callers, Func<bool> isOver)
{
    /// <summary>Takes places and runs the calls; those for which there is no place are left.</summary>
    public async Task RunAsync(IReadOnlyList<Errand> errands, bool sparing, CancellationToken cancellationToken)
    {
        if (errands.Count == 0)
            return;
        var grant = await budget.TakeAsync(callers, errands.Count, sparing, cancellationToken);
        if (grant.BlockedUntil is { } until)
            foreach (var errand in errands)
                errand.Leave(until);
        else
            await RunAsync(grant.Places, errands, sparing, cancellationToken);
    }

    /// <summary>Runs the calls in these places, and ends the places.</summary>
    public Task RunAsync(IEnumerable<Guid> places, IReadOnlyList<Errand> errands, bool sparing, CancellationToken cancellationToken)
    {
        var queue = new ConcurrentQueue<Errand>(errands);
        return Task.WhenAll(places.Select(place => WorkAsync(new CallPlace(place), queue, sparing, cancellationToken)));
    }

    private async Task WorkAsync(CallPlace place, ConcurrentQueue<Errand> queue, bool sparing, CancellationToken cancellationToken)
    {
        try
        {
            while (queue.TryDequeue(out var errand) && !isOver())
            {
                if (place.IsGone && await AnotherAsync(sparing, cancellationToken) is var (another, until))
                {
                    if (another is null)
                    {
                        errand.Leave(until);
                        continue;
                    }

                    place = another;
                }

                await errand.Run(place);
            }
        }
        finally
        {
            await guard.EndAsync(place);
        }
    }

    private async Task<(CallPlace? Place, DateTimeOffset? Until)> AnotherAsync(bool sparing, CancellationToken cancellationToken)
    {
        var grant = await budget.TakeAsync(callers, most: 1, sparing, cancellationToken);
        return (grant.BlockedUntil is null ? new CallPlace(grant.Places[0]) : null, grant.BlockedUntil);
    }
}
