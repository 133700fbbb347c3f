using System.Net;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>Stands before and behind every call, so that Bob's firewall never has a reason to shut us out.</summary>
internal sealed class CallGuard(IFailedCallBudget budget, AcceptedCredentials accepted, CallPace pace)
{
    /// <summary>Lets a call pass, with the place it takes in the budget; null for credentials that were accepted a moment ago.</summary>
    /// <exception cref="ProviderException">The call must not be made now.</exception>
    public async Task<BudgetPlace?> EnterAsync(HiBobCall call, ProviderConnection connection, CancellationToken cancellationToken)
    {
        if (pace.Brake(call, connection) is { } brake)
            throw new ProviderException(brake);
        if (accepted.Contains(connection))
            return null;
        var place = await budget.TakeAsync(CallerKey.OfServiceUser(connection), cancellationToken);
        return place.BlockedUntil is { } until
            ? throw new ProviderException(new ProviderFailure(FailureKind.Blocked, call.Name, null, until, "not called: too many failed calls"))
            : place;
    }

    /// <summary>Hears how the call ended; without a response it reached nobody.</summary>
    public async Task LeaveAsync(HiBobCall call, ProviderConnection connection, BudgetPlace? place, HttpResponseMessage? response, ProviderFailure? failure)
    {
        if (response is not null)
            pace.Hear(call, connection, response, failure);
        if (Failed(call, failure))
        {
            // calls that one acceptance let start together cannot come again, for it is gone now: together they count once,
            // else a token that was refreshed in Bob would leave no place for its successor
            if (accepted.Forget(connection) || place is not null)
                await budget.RecordAsync(CallerKey.OfServiceUser(connection), place);
            return;
        }

        if (failure is { Kind: FailureKind.Forbidden } || (failure is null && response is { StatusCode: HttpStatusCode.OK }))
            accepted.Remember(connection);
        if (place is not null)
            await budget.GiveBackAsync(place);
    }

    // a 403 where a permission is needed is a proper answer, and CallPace counts it
    private static bool Failed(HiBobCall call, ProviderFailure? failure) => failure switch
    {
        { Kind: FailureKind.CredentialsRejected } => true,
        { Kind: FailureKind.Forbidden or FailureKind.Blocked } => !call.NeedsPermission,
        _ => false,
    };
}
