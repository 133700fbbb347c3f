using GiftedPortal.Sandbox.Identity.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace GiftedPortal.Sandbox.Identity;

/// <summary>The pages that people see: choosing an account, and who is signed in.</summary>
internal static class SignInEndpoints
{
    public static string Address(string returnUrl) => IdentityAddresses.SignIn + QueryString.Create("returnUrl", returnUrl);

    public static async Task<IResult> Home(HttpContext context) =>
        new RazorComponentResult<SignedInPage>(new { Account = (await Session.Current(context))?.Account });

    public static IResult Show(string? returnUrl) => Page(returnUrl);

    public static async Task<IResult> SignIn(HttpContext context, [FromForm] string? email, [FromForm] string? returnUrl)
    {
        if (Accounts.Find(email) is not { } account) return Page(returnUrl, email);
        await Session.Start(context, account);
        return Results.LocalRedirect(Local(returnUrl));
    }

    public static async Task<IResult> SignOut(HttpContext context)
    {
        await context.SignOutAsync(Session.Scheme);
        return Results.LocalRedirect(IdentityAddresses.Root);
    }

    private static RazorComponentResult<SignInPage> Page(string? returnUrl, string? refusedEmail = null) =>
        new(new { ReturnUrl = Local(returnUrl), RefusedEmail = refusedEmail }) { StatusCode = refusedEmail is null ? 200 : 400 };

    /// <summary>Only the provider's own addresses are a way back.</summary>
    private static string Local(string? returnUrl) =>
        returnUrl is not null && returnUrl.StartsWith(IdentityAddresses.Root + "/", StringComparison.Ordinal) ? returnUrl : IdentityAddresses.Root;
}
