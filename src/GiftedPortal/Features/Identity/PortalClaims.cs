using System.Security.Claims;

namespace GiftedPortal.Features.Identity;

/// <summary>The claims that the portal's own cookie carries, written once at sign-in, and the actor that they stand for.</summary>
public static class PortalClaims
{
    /// <summary>The sign-in provider's subject.</summary>
    public const string Subject = "sub";

    /// <summary>Name to show.</summary>
    public const string Name = "name";

    /// <summary>E-mail address.</summary>
    public const string Email = "email";

    /// <summary>Present when the provider vouches for <see cref="Email"/>.</summary>
    public const string EmailVerified = "email_verified";

    /// <summary>Id of the customer that the person belongs to.</summary>
    public const string Customer = "portal:customer";

    /// <summary>A role at Gifted; one claim for each.</summary>
    public const string Role = "portal:role";

    /// <summary>From where a request came. Added to each request anew, see <see cref="RequestOrigin"/>; never in the cookie.</summary>
    public const string Origin = "portal:origin";

    /// <summary>Present while a person at Gifted views a customer: see <see cref="CustomerView"/>.</summary>
    public const string View = "portal:view";

    /// <summary>The address that the provider vouches for; null: none.</summary>
    public static string? VerifiedEmail(ClaimsPrincipal principal) => principal.HasClaim(claim => claim.Type == EmailVerified) ? principal.FindFirstValue(Email) : null;

    /// <summary>The actor behind a signed-in person. Somebody without customer and role is a stranger, who may see nothing.</summary>
    public static Actor ToActor(ClaimsPrincipal principal)
    {
        var roles = principal.FindAll(Role)
            .Select(claim => Enum.TryParse<StaffRoles>(claim.Value, out var role) ? role : StaffRoles.None)
            .Aggregate(StaffRoles.None, (all, role) => all | role);
        var customer = Guid.TryParse(principal.FindFirstValue(Customer), out var id) ? id : (Guid?)null;
        if (roles != StaffRoles.None && CustomerView.Of(principal) is { } view)
        {
            return new Actor(principal.FindFirstValue(Subject) ?? "", principal.FindFirstValue(Name) ?? "", principal.FindFirstValue(Email), ActorKind.Viewer, view.CustomerId, StaffRoles.None);
        }

        var kind = roles != StaffRoles.None ? ActorKind.Staff : customer is not null ? ActorKind.Member : ActorKind.Stranger;
        var email = principal.FindFirstValue(Email);

        return new Actor(
            principal.FindFirstValue(Subject) ?? "",
            principal.FindFirstValue(Name) ?? email ?? "",
            email,
            kind,
            kind == ActorKind.Member ? customer : null,
            roles)
        {
            Origin = principal.FindFirstValue(Origin),
        };
    }
}
