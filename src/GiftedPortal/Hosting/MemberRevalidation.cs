using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace GiftedPortal.Hosting;

/// <summary>Looks once a minute, in each open circuit, whether a member still belongs to the customer.</summary>
internal sealed class MemberRevalidation(ILoggerFactory loggerFactory, MemberDirectory members) : RevalidatingServerAuthenticationStateProvider(loggerFactory)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var actor = PortalClaims.ToActor(authenticationState.User);
        return actor is not { Kind: ActorKind.Member, CustomerId: { } customer } || await members.IsMemberAsync(actor.Id, customer, cancellationToken);
    }
}
