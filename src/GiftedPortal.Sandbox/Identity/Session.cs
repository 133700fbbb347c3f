using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace GiftedPortal.Sandbox.Identity;

/// <summary>Who is signed in at the provider itself, in a cookie of its own: the next sign-in of the same browser skips the page.</summary>
internal static class Session
{
    public const string Scheme = "sandbox-session";

    public static void Configure(CookieAuthenticationOptions options)
    {
        // Cookies do not tell ports apart: the portal on localhost has cookies too.
        options.Cookie.Name = "sandbox-id";
        options.Cookie.Path = IdentityAddresses.Root;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
    }

    /// <summary>The account and the moment it signed in, or null where nobody is signed in.</summary>
    public static async Task<(Account Account, DateTimeOffset Since)?> Current(HttpContext context)
    {
        var result = await context.AuthenticateAsync(Scheme);
        return result is { Succeeded: true, Properties.IssuedUtc: { } since } && Accounts.Find(result.Principal.FindFirstValue(ClaimTypes.Email)) is { } account
            ? (account, since)
            : null;
    }

    public static Task Start(HttpContext context, Account account) =>
        context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Email, account.Email)], Scheme)));
}
