namespace GiftedPortal.Providers;

/// <summary>
/// A budget for one process without a database, such as the command that checks many credentials one after the other. A service user has the
/// usual budget; for the outgoing address such a run keeps a pace instead of giving up: it waits while twenty calls were refused within the last ten
/// seconds, less than half of what Bob's firewall bears (apidocs.hibob.com/reference/rate-limiting).
/// </summary>
internal sealed class ProcessBudget(TimeProvider time) : IFailedCallBudget
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Pulse _pulse = new(time);
    private readonly Dictionary<string, Dictionary<Guid, (DateTimeOffset Until, bool Refused)>> _callers = [];
    private readonly Queue<DateTimeOffset> _refusals = new();

    public async Task<BudgetGrant> TakeAsync(string caller, int most, bool sparing, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var change = _pulse.Next;
            if (Try(caller, most, sparing) is { } grant)
                return grant;
            await _pulse.WaitAsync(change, ToNextRefusalForgotten() ?? IFailedCallBudget.InFlight, cancellationToken);
        }
    }

    public Task GiveBackAsync(Guid place)
    {
        lock (_lock)
            foreach (var (caller, places) in _callers)
                if (places.Remove(place) && places.Count == 0)
                    _callers.Remove(caller);
        _pulse.Beat();
        return Task.CompletedTask;
    }

    public Task RecordAsync(Guid place)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var places in _callers.Values.Where(places => places.ContainsKey(place)))
                places[place] = (now + IFailedCallBudget.Window, true);
            _refusals.Enqueue(now);
        }

        _pulse.Beat();
        return Task.CompletedTask;
    }

    private BudgetGrant? Try(string caller, int most, bool sparing)
    {
        lock (_lock)
        {
            var room = BudgetRoom.Of(Forget(caller).Values, BudgetRoom.OfCaller(sparing));
            if (room.BlockedUntil is { } until)
                return new BudgetGrant([], until);
            ToNextRefusalForgotten();
            var onTheirWay = _callers.Values.Sum(places => places.Values.Count(place => !place.Refused));
            var places = Math.Min(most, Math.Min(room.Free, IFailedCallBudget.Overall - _refusals.Count - onTheirWay));
            return places <= 0 ? null : new BudgetGrant([.. Enumerable.Range(0, places).Select(_ => Add(caller))], null);
        }
    }

    private Guid Add(string caller)
    {
        if (!_callers.TryGetValue(caller, out var places))
            _callers[caller] = places = [];
        var id = Guid.NewGuid();
        places[id] = (time.GetUtcNow() + IFailedCallBudget.InFlight, false);
        return id;
    }

    private TimeSpan? ToNextRefusalForgotten()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            while (_refusals.TryPeek(out var oldest) && oldest <= now - Pace)
                _refusals.Dequeue();
            return _refusals.TryPeek(out var next) ? next + Pace - now : null;
        }
    }

    private Dictionary<Guid, (DateTimeOffset Until, bool Refused)> Forget(string caller)
    {
        var places = _callers.GetValueOrDefault(caller, []);
        var now = time.GetUtcNow();
        foreach (var (id, place) in places)
            if (place.Until <= now)
                places.Remove(id);
        return places;
    }
}
