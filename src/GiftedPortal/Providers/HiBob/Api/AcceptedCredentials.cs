using GiftedPortal.Providers.HiBob.Checks;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>
/// Which credentials Bob accepted within the last minute, and which fields the last check of them asked for. What is in here lets a check start all its
/// calls together. In memory, per process, and short: a token taken back within that minute costs a refusal for each of them, any other costs one.
/// </summary>
internal sealed class AcceptedCredentials(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private const int Most = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>Bob accepted these a moment ago.</summary>
    public bool Contains(ProviderConnection connection) => Find(connection) is not null;

    /// <summary>The plan of the last check, or null.</summary>
    public ProbePlan? PlanOf(ProviderConnection connection) => Find(connection)?.Plan;

    /// <summary>Bob accepted them just now. A <paramref name="plan"/> replaces the one before; null keeps it.</summary>
    public void Remember(ProviderConnection connection, ProbePlan? plan = null)
    {
        lock (_lock)
        {
            var key = CallerKey.OfCredentials(connection);
            _entries[key] = new Entry(time.GetUtcNow(), plan ?? _entries.GetValueOrDefault(key)?.Plan);
            if (_entries.Count > Most)
                _entries.Remove(_entries.MinBy(entry => entry.Value.At).Key);
        }
    }

    /// <summary>They are no longer known to be accepted.</summary>
    public void Forget(ProviderConnection connection)
    {
        lock (_lock)
            _entries.Remove(CallerKey.OfCredentials(connection));
    }

    private Entry? Find(ProviderConnection connection)
    {
        lock (_lock)
            return _entries.GetValueOrDefault(CallerKey.OfCredentials(connection)) is { } entry && entry.At > time.GetUtcNow() - Life ? entry : null;
    }

    private sealed record Entry(DateTimeOffset At, ProbePlan? Plan);
}
