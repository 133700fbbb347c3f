namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>
/// What Bob's answers say about when to call next, per service user and, for rate limits, per endpoint. Kept in memory: each node learns it from its own
/// calls, and what another node has not heard yet costs one 429 at most. Refusals (403) are proper answers to a service user that lacks a permission, so
/// they are not in the budget of failed calls; but Bob's firewall counts them as well, by service user (50 in 10 s, apidocs.hibob.com/reference/rate-limiting),
/// so there is a pace for them far below.
/// </summary>
internal sealed class CallPace(TimeProvider time)
{
    private const int MostRefusals = 20;
    private const int MostCallers = 1000;
    private static readonly TimeSpan RefusalWindow = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Caller> _callers = [];

    /// <summary>The failure that stands in place of a call that must wait, or null.</summary>
    public ProviderFailure? Brake(HiBobCall call, ProviderConnection connection)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!_callers.TryGetValue(CallerKey.OfServiceUser(connection), out var caller))
                return null;
            if (caller.BlockedUntil > now)
                return new ProviderFailure(FailureKind.Blocked, call.Name, null, caller.BlockedUntil, "not called: the firewall asked to wait");
            if (caller.NextCall.GetValueOrDefault(call.Name) is var next && next > now)
                return new ProviderFailure(FailureKind.RateLimited, call.Name, null, next, "not called: no call is left before that moment");
            caller.ForgetRefusals(now - RefusalWindow);
            return caller.Refusals.Count >= MostRefusals
                ? new ProviderFailure(FailureKind.Blocked, call.Name, null, caller.Refusals.Peek() + RefusalWindow, "not called: too many refusals in a short time")
                : null;
        }
    }

    /// <summary>Takes note of an answer.</summary>
    public void Hear(HiBobCall call, ProviderConnection connection, HttpResponseMessage response, ProviderFailure? failure)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var nextCall = failure?.Kind == FailureKind.RateLimited ? failure.RetryAt : RateLimit.EndOfSpentWindow(response, now);
            if (nextCall is null && failure?.Kind is not (FailureKind.Forbidden or FailureKind.Blocked))
                return;
            var caller = CallerOf(connection, now);
            if (nextCall is { } next)
                caller.NextCall[call.Name] = next;
            if (failure?.Kind == FailureKind.Blocked)
                caller.BlockedUntil = failure.RetryAt ?? DateTimeOffset.MinValue;
            if (failure?.Kind == FailureKind.Forbidden)
                caller.Refusals.Enqueue(now);
        }
    }

    private Caller CallerOf(ProviderConnection connection, DateTimeOffset now)
    {
        if (_callers.Count >= MostCallers)
            foreach (var (old, known) in _callers)
                if (known.IsFree(now, now - RefusalWindow))
                    _callers.Remove(old);
        var key = CallerKey.OfServiceUser(connection);
        if (!_callers.TryGetValue(key, out var caller))
            _callers[key] = caller = new Caller();
        return caller;
    }

    private sealed class Caller
    {
        public Dictionary<string, DateTimeOffset> NextCall { get; } = [];

        public Queue<DateTimeOffset> Refusals { get; } = new();

        public DateTimeOffset BlockedUntil { get; set; }

        public void ForgetRefusals(DateTimeOffset before)
        {
            while (Refusals.TryPeek(out var oldest) && oldest <= before)
                Refusals.Dequeue();
        }

        public bool IsFree(DateTimeOffset now, DateTimeOffset before)
        {
            ForgetRefusals(before);
            return Refusals.Count == 0 && BlockedUntil <= now && NextCall.Values.All(next => next <= now);
        }
    }
}
