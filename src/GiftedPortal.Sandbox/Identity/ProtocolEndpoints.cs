using System.Security.Claims;
using GiftedPortal.Sandbox.Identity.Pages;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace GiftedPortal.Sandbox.Identity;

/// <summary>The protocol's endpoints, as far as OpenIddict does not answer them by itself.</summary>
internal static class ProtocolEndpoints
{
    private const string Provider = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<IResult> Authorize(HttpContext context, TimeProvider clock)
    {
        if (context.GetOpenIddictServerResponse() is { } response) return Refused(response);
        var request = context.GetOpenIddictServerRequest()!;
        if (await Session.Current(context) is { } session && !MustSignInAgain(request, clock.GetUtcNow() - session.Since))
            return Results.SignIn(new ClaimsPrincipal(IdentityClaims.For(session.Account, session.Since, request.GetScopes())), authenticationScheme: Provider);
        return request.HasPromptValue(PromptValues.None)
            ? Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.LoginRequired }), [Provider])
            : Results.Redirect(SignInAddress(request));
    }

    public static async Task<IResult> UserInfo(HttpContext context)
    {
        var token = await context.AuthenticateAsync(Provider);
        var account = Accounts.Find(token.Principal?.GetClaim(Claims.Email));
        return account is null ? Results.Challenge(authenticationSchemes: [Provider]) : Results.Json(IdentityClaims.UserInfo(account, token.Principal!.GetScopes()));
    }

    public static async Task<IResult> EndSession(HttpContext context)
    {
        if (context.GetOpenIddictServerResponse() is { } response) return Refused(response);
        await context.SignOutAsync(Session.Scheme);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = IdentityAddresses.Root }, [Provider]);
    }

    private static bool MustSignInAgain(OpenIddictRequest request, TimeSpan age) =>
        request.HasPromptValue(PromptValues.Login) || request.HasPromptValue(PromptValues.SelectAccount) || age.TotalSeconds > request.MaxAge;

    /// <summary>The way back is the same request without its prompt and age, which the sign-in page will have satisfied.</summary>
    private static string SignInAddress(OpenIddictRequest request)
    {
        var back = request.GetParameters().Where(parameter => parameter.Key is not (Parameters.Prompt or Parameters.MaxAge))
            .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value));
        return SignInEndpoints.Address(IdentityAddresses.Authorize + QueryString.Create(back));
    }

    private static RazorComponentResult<RefusedPage> Refused(OpenIddictResponse response) =>
        new(new { Error = response.Error!, Description = response.ErrorDescription }) { StatusCode = StatusCodes.Status400BadRequest };
}
