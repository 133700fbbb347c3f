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
        var grant = await budget.TakeAsync(CallerKey.OfServiceUser(connection), most: 1, sparing: false, cancellationToken);
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
            await budget.RecordAsync(place.Id);
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

    /// <summary>The call ended without an answer. Where it may have reached Bob as one of credentials not known to be accepted, it counts for a while.</summary>
    public void LeaveUnanswered(ProviderConnection connection, CallPlace place, bool sent) => place.IsGone |= sent && !accepted.Contains(connection);

    /// <summary>Ends a place.</summary>
    public async Task EndAsync(CallPlace place)
    {
        if (place.IsGone)
            return;
        place.IsGone = true;
        await budget.GiveBackAsync(place.Id);
    }
}
