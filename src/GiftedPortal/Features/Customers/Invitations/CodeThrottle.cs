using System.Threading.RateLimiting;

namespace GiftedPortal.Features.Customers.Invitations;

/// <summary>
/// Holds back who tries codes: wrong ones count, per address and for everybody together. While it holds, no code is looked up at all.
/// </summary>
public sealed class CodeThrottle : IDisposable
{
    /// <summary>Wrong codes per minute from one address.</summary>
    public const int PerAddress = 20;

    /// <summary>Wrong codes per minute from everybody.</summary>
    public const int Together = 300;

    private readonly PartitionedRateLimiter<string> _addresses = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(address, _ => Window(PerAddress)));
    private readonly FixedWindowRateLimiter _everybody = new(Window(Together));

    /// <summary>How long this address has to wait before its next code is looked at; null: not at all.</summary>
    public TimeSpan? HeldFor(string address)
    {
        using var own = _addresses.AttemptAcquire(address, 0);
        using var all = _everybody.AttemptAcquire(0);
        return Wait(own) ?? Wait(all);
    }

    /// <summary>Counts a wrong code.</summary>
    public void Count(string address)
    {
        using var own = _addresses.AttemptAcquire(address);
        using var all = _everybody.AttemptAcquire();
    }

    /// <summary>Stops the limiters' timers.</summary>
    public void Dispose()
    {
        _addresses.Dispose();
        _everybody.Dispose();
    }

    private static TimeSpan? Wait(RateLimitLease lease) =>
        lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);

    private static FixedWindowRateLimiterOptions Window(int limit) => new() { PermitLimit = limit, Window = TimeSpan.FromMinutes(1), QueueLimit = 0, AutoReplenishment = true };
}
