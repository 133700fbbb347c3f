namespace GiftedPortal.Features.Permissions.Live;

/// <summary>Passes news on at once when it was quiet, and what follows closely in one go: a page is not drawn for every single outcome.</summary>
internal sealed class Throttle(Action act, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private ITimer? _later;

    /// <summary>Soon: now, or when the gap since the last time is over.</summary>
    public void Soon()
    {
        lock (_lock)
        {
            if (_later is not null)
            {
                return;
            }

            var quiet = time.GetUtcNow() - _last;
            if (quiet < Gap)
            {
                _later = time.CreateTimer(_ => Now(), null, Gap - quiet, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Now();
    }

    /// <summary>At once.</summary>
    public void Now()
    {
        lock (_lock)
        {
            _later?.Dispose();
            (_later, _last) = (null, time.GetUtcNow());
        }

        act();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _later?.Dispose();
        }
    }
}
