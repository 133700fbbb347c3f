using System.Globalization;
using System.Security.Claims;

namespace GiftedPortal.Features.Identity;

/// <summary>A person at Gifted looks at a customer's pages as its members see them, for a while. Kept in the person's own cookie.</summary>
/// <param name="Id">Key of this look, in the audit trail.</param>
/// <param name="CustomerId">The customer.</param>
/// <param name="Company">Its name.</param>
/// <param name="Until">UTC of its end.</param>
public sealed record CustomerView(Guid Id, Guid CustomerId, string Company, DateTimeOffset Until)
{
    /// <summary>The view that a person's cookie holds, or null.</summary>
    public static CustomerView? Of(ClaimsPrincipal principal) =>
        principal.FindFirstValue(PortalClaims.View)?.Split('|', 4) is [var id, var customer, var until, var company]
        && Guid.TryParse(id, out var viewId) && Guid.TryParse(customer, out var customerId)
        && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new CustomerView(viewId, customerId, company, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : null;

    /// <summary>The person's claims with this view.</summary>
    public ClaimsPrincipal AddTo(ClaimsPrincipal person)
    {
        var identity = Bare(person);
        identity.AddClaim(new Claim(PortalClaims.View, string.Create(CultureInfo.InvariantCulture, $"{Id}|{CustomerId}|{Until.ToUnixTimeSeconds()}|{Company}")));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The person's claims without any view.</summary>
    public static ClaimsPrincipal RemoveFrom(ClaimsPrincipal person) => new(Bare(person));

    private static ClaimsIdentity Bare(ClaimsPrincipal person)
    {
        var identity = person.Identities.First();
        return new ClaimsIdentity(identity.Claims.Where(claim => claim.Type != PortalClaims.View), identity.AuthenticationType, identity.NameClaimType, identity.RoleClaimType);
    }
}
