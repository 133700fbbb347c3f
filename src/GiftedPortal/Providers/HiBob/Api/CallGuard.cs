using System.Net;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>
/// Stands before and behind every call, so that Bob's firewall never has a reason to shut us out. It counts every 401 and 403, whatever they mean,
/// because Bob's firewall does (apidocs.hibob.com/reference/rate-limiting).
/// </summary>
internal sealed class CallGuard(IFailedCallBudget budget, AcceptedCredentials accepted, CallPace pace)
{
    /// <summary>Lets a call pass, in the place that it is given or in one of its own.</summary>
    /// <exception cref="ProviderException">The call must not be made now.</exception>
    public async Task<CallPlace> EnterAsync(HiBobCall call, ProviderConnection connection, CallPlace? held, CancellationToken cancellationToken)
    {
        if (await pace.BrakeAsync(call, connection, cancellationToken) is { } brake)
            throw new ProviderException(brake);
        if (held is not null)
            return held;
        var grant = await budget.TakeAsync(CallerKey.OfBudgets(connection), most: 1, sparing: false, cancellationToken);
        return grant.BlockedUntil is { } until ? throw new ProviderException(NotCalled(call, until)) : new CallPlace(grant.Places[0]);
    }

    /// <summary>The failure that stands in place of a call for which no place is left.</summary>
    public static ProviderFailure NotCalled(HiBobCall call, DateTimeOffset until) =>
        new(FailureKind.Blocked, call.Name, null, until, "not called: too many failed calls");

    /// <summary>Counts an answer by its status alone, before anything else is read of it.</summary>
    public async Task CountAsync(CallPlace place, HttpResponseMessage response)
    {
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            place.IsGone = true;
            await budget.RecordAsync(place.Id, response.StatusCode is HttpStatusCode.Unauthorized ? Refusal.Rejected : Refusal.Forbidden);
        }
    }

    /// <summary>Hears what an answer meant.</summary>
    public async Task HearAsync(HiBobCall call, ProviderConnection connection, HttpResponseMessage response, ProviderFailure? failure)
    {
        if (failure is { Kind: FailureKind.CredentialsRejected })
            accepted.Forget(connection);
        else if (response.StatusCode is HttpStatusCode.OK && failure is null)
            accepted.Remember(connection);
        await pace.HearAsync(call, connection, response, failure);
    }

    /// <summary>
    /// The call may have reached Bob, and no answer came. With credentials not known to be accepted it may have been a 401, and counts as one. With those that Bob
    /// accepted lately it was hardly refused; it counts for as long as an answer may still be on its way, unless nobody waited for it.
    /// </summary>
    public async Task LeaveUnansweredAsync(ProviderConnection connection, CallPlace place, bool timedOut)
    {
        if (!accepted.Contains(connection))
            await budget.RecordAsync(place.Id, Refusal.Unanswered);
        else if (!timedOut)
            return;
        place.IsGone = true;
    }

    /// <summary>Ends a place.</summary>
    public async Task EndAsync(CallPlace place)
    {
        if (place.IsGone)
            return;
        place.IsGone = true;
        await budget.GiveBackAsync(place.Id);
    }
}
