namespace GiftedPortal.Providers;

/// <summary>
/// A budget for one process without a database, such as the command that checks many credentials one after the other. A caller has the usual
/// budget; for the outgoing address such a run keeps a pace instead of giving up: it waits while twenty calls were rejected with 401 within the last ten
/// seconds, less than half of what Bob's firewall bears. A 403 counts there for a service user alone, never for an address (apidocs.hibob.com/reference/rate-limiting).
/// </summary>
internal sealed class ProcessBudget(TimeProvider time) : IFailedCallBudget
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Pulse _pulse = new(time);
    private readonly Dictionary<string, Dictionary<Guid, (DateTimeOffset Until, bool Refused)>> _callers = [];
    private readonly Queue<DateTimeOffset> _rejections = new();

    public async Task<BudgetGrant> TakeAsync(IReadOnlyList<string> callers, int most, bool sparing, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var change = _pulse.Next;
            if (Try(callers, most, sparing) is { } grant)
                return grant;
            await _pulse.WaitAsync(change, ToNextRejectionForgotten() ?? IFailedCallBudget.InFlight, cancellationToken);
        }
    }

    /// <summary>Waits until a whole check can be refused without waiting, so that no check spends its own time on it.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var change = _pulse.Next;
            if (ToNextRejectionForgotten() is not { } wait || _rejections.Count <= IFailedCallBudget.Overall - IFailedCallBudget.PerCaller)
                return;
            await _pulse.WaitAsync(change, wait, cancellationToken);
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

    public Task RecordAsync(Guid place, Refusal refusal)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var places in _callers.Values.Where(places => places.ContainsKey(place)))
                places[place] = (now + IFailedCallBudget.Window, true);
            if (refusal is Refusal.Rejected)
                _rejections.Enqueue(now);
        }

        _pulse.Beat();
        return Task.CompletedTask;
    }

    private BudgetGrant? Try(IReadOnlyList<string> callers, int most, bool sparing)
    {
        lock (_lock)
        {
            var rooms = callers.Select(caller => BudgetRoom.Of(Forget(caller).Values, BudgetRoom.OfCaller(sparing))).ToList();
            if (rooms.Max(room => room.BlockedUntil) is { } until)
                return new BudgetGrant([], until);
            ToNextRejectionForgotten();
            var onTheirWay = _callers.Values.SelectMany(places => places).Where(place => !place.Value.Refused).DistinctBy(place => place.Key).Count();
            var places = Math.Min(most, Math.Min(rooms.Min(room => room.Free), IFailedCallBudget.Overall - _rejections.Count - onTheirWay));
            return places <= 0 ? null : new BudgetGrant([.. Enumerable.Range(0, places).Select(_ => Add(callers))], null);
        }
    }

    private Guid Add(IReadOnlyList<string> callers)
    {
        var id = Guid.NewGuid();
        foreach (var caller in callers)
        {
            if (!_callers.TryGetValue(caller, out var places))
                _callers[caller] = places = [];
            places[id] = (time.GetUtcNow() + IFailedCallBudget.InFlight, false);
        }

        return id;
    }

    private TimeSpan? ToNextRejectionForgotten()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            while (_rejections.TryPeek(out var oldest) && oldest <= now - Pace)
                _rejections.Dequeue();
            return _rejections.TryPeek(out var next) ? next + Pace - now : null;
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
