using System.Net.Http.Headers;
using System.Text;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.Permissions;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>Who makes an API call, once the token is proved.</summary>
internal sealed record Caller(Tenant Tenant, Access Access)
{
    /// <summary>The caller of a request that passed <see cref="CredentialsCheck"/>.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("The call did not pass the credentials check.");

    /// <summary>User name and password of HTTP Basic authentication, or null where the header is missing or malformed.</summary>
    public static (string Id, string Token)? CredentialsOf(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || header is not { Scheme: var scheme, Parameter: { } encoded }
            || !scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return null;

        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
            return null;

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : null;
    }
}
