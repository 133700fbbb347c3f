namespace GiftedPortal.Providers;

/// <summary>
/// A budget for one process without a database, such as the command that checks many credentials one after the other. A service user has the
/// usual budget; for the outgoing address such a run keeps a pace instead of giving up: it waits while twenty calls failed within the last ten seconds,
/// less than half of what Bob's firewall bears (apidocs.hibob.com/reference/rate-limiting).
/// </summary>
internal sealed class ProcessBudget(TimeProvider time) : IFailedCallBudget
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<Guid, DateTimeOffset>> _callers = [];
    private readonly Queue<DateTimeOffset> _failures = new();

    public Task<bool> IsUntouchedAsync(string caller, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(PlacesOf(caller).Count == 0 && _failures.Count <= IFailedCallBudget.Overall - IFailedCallBudget.PerCaller);
    }

    public async Task<BudgetPlace> TakeAsync(string caller, CancellationToken cancellationToken)
    {
        while (Wait() is { } wait)
            await Task.Delay(wait, time, cancellationToken);
        lock (_lock)
        {
            var places = PlacesOf(caller);
            if (places.Count >= IFailedCallBudget.PerCaller)
                return new BudgetPlace(Guid.Empty, places.Values.Min());
            var place = new BudgetPlace(Guid.NewGuid(), null);
            places[place.Id] = time.GetUtcNow() + IFailedCallBudget.InFlight;
            return place;
        }
    }

    public Task GiveBackAsync(BudgetPlace place)
    {
        lock (_lock)
        {
            foreach (var (caller, places) in _callers)
                if (places.Remove(place.Id) && places.Count == 0)
                    _callers.Remove(caller);
        }

        return Task.CompletedTask;
    }

    public Task RecordAsync(string caller, BudgetPlace? place)
    {
        lock (_lock)
        {
            PlacesOf(caller)[place?.Id ?? Guid.NewGuid()] = time.GetUtcNow() + IFailedCallBudget.Window;
            _failures.Enqueue(time.GetUtcNow());
        }

        return Task.CompletedTask;
    }

    private TimeSpan? Wait()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            while (_failures.TryPeek(out var oldest) && oldest <= now - Pace)
                _failures.Dequeue();
            return _failures.Count >= IFailedCallBudget.Overall ? _failures.Peek() + Pace - now : null;
        }
    }

    private Dictionary<Guid, DateTimeOffset> PlacesOf(string caller)
    {
        if (!_callers.TryGetValue(caller, out var places))
            _callers[caller] = places = [];
        var now = time.GetUtcNow();
        foreach (var (id, until) in places)
            if (until <= now)
                places.Remove(id);
        return places;
    }
}
