namespace GiftedPortal.Providers;

/// <summary>
/// How many calls may still be refused with 401 or 403. Providers shut out whoever is refused too often, and a shared outgoing address makes one
/// customer's wrong token everybody's trouble. So every call holds a place here before it is made: it keeps the place when it was refused, and
/// gives it back when it was not. Calls on their way can therefore never be refused more often than is allowed, however many start together.
/// </summary>
public interface IFailedCallBudget
{
    /// <summary>Refused calls that one service user, and one connection whatever ids are typed into it, may make within <see cref="Window"/>.</summary>
    const int PerCaller = 5;

    /// <summary>Refused calls that all of them together may make within <see cref="Window"/>.</summary>
    const int Overall = 20;

    /// <summary>How long a refused call counts.</summary>
    static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>How long a call counts whose end was never told, because its process died: longer than any call waits for its answer.</summary>
    static readonly TimeSpan InFlight = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Takes places for calls that are about to be made: one at least, as many as are free at most. Waits while the last places are held by calls on
    /// their way; says until when there is none, where refused calls hold them.
    /// </summary>
    /// <param name="callers">Names that are no secrets, each with a budget of its own: the service user's, and the connection's where there is one.</param>
    /// <param name="most">How many calls could be made at once.</param>
    /// <param name="sparing">True: for calls that will probably be refused. They leave the last place of each caller and half of what all share to others.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<BudgetGrant> TakeAsync(IReadOnlyList<string> callers, int most, bool sparing, CancellationToken cancellationToken);

    /// <summary>The call was not refused: its place is free again.</summary>
    Task GiveBackAsync(Guid place);

    /// <summary>The call was refused, or may have been.</summary>
    Task RecordAsync(Guid place, Refusal refusal);
}

/// <summary>How a call was refused.</summary>
public enum Refusal
{
    /// <summary>401.</summary>
    Rejected,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>No answer came to credentials that are not known to be accepted. It counts as refused for its callers, but not for everybody: no wrong token must become everybody's trouble, nor an outage.</summary>
    Unanswered,
}

/// <summary>The answer to a wish to call.</summary>
/// <param name="Places">One for each call that may be made. Each is ended by <see cref="IFailedCallBudget.GiveBackAsync"/> or <see cref="IFailedCallBudget.RecordAsync"/>.</param>
/// <param name="BlockedUntil">UTC; null: there are places. Else there is none before that moment.</param>
public sealed record BudgetGrant(IReadOnlyList<Guid> Places, DateTimeOffset? BlockedUntil);
