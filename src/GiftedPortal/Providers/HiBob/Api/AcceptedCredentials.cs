using GiftedPortal.Providers.HiBob.Checks;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>
/// Which credentials Bob accepted within the last hour and has not rejected since, and how long the slowest call of the last check took: a check that knows this
/// need not wait for every sign. Which fields are best asked for is known for longer. In memory, per process.
/// </summary>
internal sealed class AcceptedCredentials(TimeProvider time)
{
    // as long as somebody needs from entering a token to granting its permissions; a longer one would let the nightly check of a token that was taken back spend
    // all that may be refused at once
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private const int Most = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>Bob accepted these lately.</summary>
    public bool Contains(ProviderConnection connection) => Find(connection) is not null;

    /// <summary>The plan by the metadata that was read last, or null.</summary>
    public ProbePlan? PlanOf(ProviderConnection connection)
    {
        lock (_lock)
            return _entries.GetValueOrDefault(CallerKey.OfCredentials(connection))?.Plan;
    }

    /// <summary>How long the slowest call of the last check took, or null.</summary>
    public TimeSpan? SlowestOf(ProviderConnection connection) => Find(connection)?.Slowest;

    /// <summary>Bob accepted them just now. A <paramref name="plan"/> or a time of the <paramref name="slowest"/> call replaces the one before; null keeps it.</summary>
    public void Remember(ProviderConnection connection, ProbePlan? plan = null, TimeSpan? slowest = null)
    {
        lock (_lock)
        {
            var key = CallerKey.OfCredentials(connection);
            var before = _entries.GetValueOrDefault(key);
            _entries[key] = new Entry(time.GetUtcNow(), plan ?? before?.Plan, slowest ?? before?.Slowest);
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

    private sealed record Entry(DateTimeOffset At, ProbePlan? Plan, TimeSpan? Slowest);
}
