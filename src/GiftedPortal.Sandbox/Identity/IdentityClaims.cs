using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json.Nodes;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace GiftedPortal.Sandbox.Identity;

/// <summary>What tokens and the user info endpoint say of an account. Roles are said whatever the scopes: a portal knows staff by nothing else.</summary>
internal static class IdentityClaims
{
    public static ClaimsIdentity For(Account account, DateTimeOffset signedInAt, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity("sandbox", Claims.Name, IdentityAddresses.RolesClaim);
        identity.SetClaim(Claims.Subject, account.Subject).SetClaim(Claims.AuthenticationTime, signedInAt.ToUnixTimeSeconds())
            .SetClaim(Claims.Name, account.Name).SetClaim(Claims.Email, account.Email).SetClaim(Claims.EmailVerified, true);
        identity.SetClaims(IdentityAddresses.RolesClaim, [.. account.Roles]);
        identity.SetScopes(scopes);
        identity.SetDestinations(claim => claim.Type switch
        {
            Claims.Email or Claims.EmailVerified when !scopes.Contains(Scopes.Email) => [Destinations.AccessToken],
            Claims.Name when !scopes.Contains(Scopes.Profile) => [Destinations.AccessToken],
            _ => [Destinations.AccessToken, Destinations.IdentityToken],
        });
        return identity;
    }

    public static JsonObject UserInfo(Account account, ImmutableArray<string> scopes)
    {
        var info = new JsonObject { [Claims.Subject] = account.Subject };
        if (scopes.Contains(Scopes.Profile)) info[Claims.Name] = account.Name;
        if (scopes.Contains(Scopes.Email)) (info[Claims.Email], info[Claims.EmailVerified]) = (account.Email, true);
        if (account.IsStaff) info[IdentityAddresses.RolesClaim] = new JsonArray([.. account.Roles.Select(role => (JsonNode)role)]);
        return info;
    }
}
