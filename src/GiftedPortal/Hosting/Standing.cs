using System.Security.Claims;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Customers.Viewing;
using GiftedPortal.Features.Identity;

namespace GiftedPortal.Hosting;

/// <summary>Whether what a session claims is still so: a member was not removed, a look at a customer has not ended.</summary>
internal sealed class Standing(MemberDirectory members, ViewingService viewing)
{
    public async Task<bool> HoldsAsync(ClaimsPrincipal person, CancellationToken cancellationToken) => PortalClaims.ToActor(person) switch
    {
        { Kind: ActorKind.Member, CustomerId: { } customer } member => await members.IsMemberAsync(member.Id, customer, cancellationToken),
        { Kind: ActorKind.Viewer } viewer => await viewing.IsOpenAsync(CustomerView.Of(person)!, viewer, cancellationToken),
        _ => true,
    };
}
