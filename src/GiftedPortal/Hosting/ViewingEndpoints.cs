using System.Security.Claims;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Customers.Viewing;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace GiftedPortal.Hosting;

/// <summary>Begins and ends a look at a customer's pages: what a person may is in the cookie, so both need a request.</summary>
internal static class ViewingEndpoints
{
    public static void MapViewing(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(PortalUrls.StartView, StartAsync).RequireAuthorization(Policies.Staff);
        endpoints.MapPost(PortalUrls.EndView, EndAsync);
    }

    private static async Task<IResult> StartAsync(HttpContext context, ViewingService viewing, IAntiforgery antiforgery)
    {
        // form binding would throw for a form of another site: here it is told so
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (view, refusal) = await viewing.StartAsync(Guid.TryParse(form["customer"], out var customer) ? customer : default, form["reason"].ToString(), PortalClaims.ToActor(context.User), context.RequestAborted);
        if (view is null)
        {
            // the form asks for a reason before it is sent; this is somebody who left the form aside
            return refusal is CustomerRefusal.NotFound ? Results.NotFound() : Results.BadRequest();
        }

        await SignInAsync(context, view.AddTo(context.User));
        return Results.LocalRedirect(PortalUrls.SetupStart);
    }

    private static async Task<IResult> EndAsync(HttpContext context, ViewingService viewing, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        if (CustomerView.Of(context.User) is { } view)
        {
            await viewing.EndAsync(view, PortalClaims.ToActor(context.User), context.RequestAborted);
            await SignInAsync(context, CustomerView.RemoveFrom(context.User));
            return Results.LocalRedirect(PortalUrls.Customer(view.CustomerId));
        }

        return Results.LocalRedirect(PortalUrls.Home);
    }

    private static Task SignInAsync(HttpContext context, ClaimsPrincipal person) => context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, person);
}
