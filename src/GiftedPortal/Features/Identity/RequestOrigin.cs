using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace GiftedPortal.Features.Identity;

/// <summary>
/// Says with each request from where it came, for the audit trail. A circuit keeps what the request that opened it said.
/// A new principal each time, so that a renewed cookie does not take it along.
/// </summary>
internal sealed class RequestOrigin(IHttpContextAccessor http) : IClaimsTransformation
{
    // the first that is found: every browser also claims to be one of those further down
    private static readonly string[] Browsers = ["Edg", "OPR", "Firefox", "Chrome", "Safari"];

    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (http.HttpContext is not { } context || principal.HasClaim(claim => claim.Type == PortalClaims.Origin))
        {
            return Task.FromResult(principal);
        }

        var from = principal.Clone();
        from.AddIdentity(new ClaimsIdentity([new Claim(PortalClaims.Origin, $"{context.Connection.RemoteIpAddress} {Kind(context.Request.Headers.UserAgent.ToString())}")]));
        return Task.FromResult(from);
    }

    /// <summary>The browser's family, and whether it is a phone: enough to recognise, too little to track.</summary>
    internal static string Kind(string userAgent)
    {
        var browser = Array.Find(Browsers, name => userAgent.Contains(name, StringComparison.Ordinal)) ?? "other";
        return userAgent.Contains("Mobile", StringComparison.Ordinal) ? $"{browser} mobile" : browser;
    }
}
