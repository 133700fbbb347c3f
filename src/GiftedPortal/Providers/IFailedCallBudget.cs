namespace GiftedPortal.Providers;

/// <summary>
/// How many calls with credentials that may be wrong are still allowed. Providers shut out whoever fails too often, and a shared outgoing address
/// makes one customer's wrong token everybody's trouble, so a call takes its place here before it is made.
/// </summary>
public interface IFailedCallBudget
{
    /// <summary>Failed calls that one service user may make within <see cref="Window"/>.</summary>
    const int PerCaller = 5;

    /// <summary>Failed calls that all of them together may make within <see cref="Window"/>.</summary>
    const int Overall = 20;

    /// <summary>How long a failed call counts.</summary>
    static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>How long a call counts whose end was never told, because its process died.</summary>
    static readonly TimeSpan InFlight = TimeSpan.FromSeconds(30);

    /// <summary>Whether nothing failed lately, so that several calls may start together even if all of them should fail.</summary>
    /// <param name="caller">A name of the service user that is no secret.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    Task<bool> IsUntouchedAsync(string caller, CancellationToken cancellationToken);

    /// <summary>Takes a place for one call, or says until when there is none. Whoever got one ends it with one of the two methods below.</summary>
    Task<BudgetPlace> TakeAsync(string caller, CancellationToken cancellationToken);

    /// <summary>The call did not fail: its place is free again.</summary>
    Task GiveBackAsync(BudgetPlace place);

    /// <summary>A call failed. <paramref name="place"/> is null for one that was made with credentials accepted a moment ago.</summary>
    Task RecordAsync(string caller, BudgetPlace? place);
}

/// <summary>The answer to a wish to call.</summary>
/// <param name="Id">Names the place.</param>
/// <param name="BlockedUntil">UTC; null: the call may be made. Else there is no place before that moment.</param>
public sealed record BudgetPlace(Guid Id, DateTimeOffset? BlockedUntil);
