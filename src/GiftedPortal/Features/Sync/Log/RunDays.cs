using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>How many runs of a customer ended how on one day.</summary>
/// <param name="Succeeded">Runs after which the roster was what the provider showed.</param>
/// <param name="Failed">Runs that ended without touching the roster.</param>
/// <param name="Stopped">Runs that the brake stopped.</param>
/// <param name="Others">Runs that are under way or were interrupted.</param>
public sealed record RunDay(int Succeeded, int Failed, int Stopped, int Others)
{
    /// <summary>A day without runs.</summary>
    public static RunDay None { get; } = new(0, 0, 0, 0);

    /// <summary>All runs.</summary>
    public int Runs => Succeeded + Failed + Stopped + Others;

    /// <summary>The same day with further runs of one status.</summary>
    public RunDay With(SyncRunStatus status, int count) => status switch
    {
        SyncRunStatus.Succeeded => this with { Succeeded = Succeeded + count },
        SyncRunStatus.Failed => this with { Failed = Failed + count },
        SyncRunStatus.Stopped => this with { Stopped = Stopped + count },
        SyncRunStatus.Running or SyncRunStatus.Interrupted => this with { Others = Others + count },
    };
}

/// <summary>A customer's runs by day.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="CustomerName">The name that Gifted knows it by.</param>
/// <param name="Days">One for each day asked for, in their order.</param>
public sealed record CustomerDays(Guid CustomerId, string CustomerName, IReadOnlyList<RunDay> Days)
{
    /// <summary>Runs that failed or were stopped.</summary>
    public int Bad => Days.Sum(day => day.Failed + day.Stopped);
}
