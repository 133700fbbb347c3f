using System.Security.Claims;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace GiftedPortal.Hosting;

/// <summary>Accepts an invitation: signs in first where nobody is, and makes the session a member's. The code travels in forms and in the encrypted state, never in an address.</summary>
internal static class InvitationEndpoints
{
    private const string Item = "invitation";

    public static void MapInvitations(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(PortalUrls.AcceptInvitation, AcceptAsync).AllowAnonymous();
        endpoints.MapPost(PortalUrls.AcceptOwnInvitation, AcceptOwnAsync).RequireAuthorization(Policies.SignedIn);
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, InvitationGate invitations, IAntiforgery antiforgery)
    {
        // form binding would throw for a form of another site: here it is told so
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (code, other) = (form["code"].ToString(), form["other"] == "true");
        if (other || context.User.Identity is not { IsAuthenticated: true })
        {
            var properties = new OpenIdConnectChallengeProperties { RedirectUri = PortalUrls.Invitation(code), Prompt = other ? "select_account" : null };
            properties.Items[Item] = code;
            return Results.Challenge(properties, [OpenIdConnectDefaults.AuthenticationScheme]);
        }

        var (reply, _) = await invitations.AcceptAsync(code, context.User, AddressOf(context), context.RequestAborted);
        if (reply is not InvitationReply.Member member)
        {
            // the page says why, or how long to wait
            return Results.LocalRedirect(PortalUrls.Invitation(code));
        }

        return await EnterAsync(context, member);
    }

    private static async Task<IResult> AcceptOwnAsync(HttpContext context, InvitationService invitations, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var id = Guid.TryParse(form["id"], out var parsed) ? parsed : default;
        return await invitations.AcceptOwnAsync(id, Visitor.Of(context.User), context.RequestAborted) is InvitationReply.Member member
            ? await EnterAsync(context, member)
            // taken back or accepted meanwhile: the start says what is left
            : Results.LocalRedirect(PortalUrls.Home);
    }

    private static async Task<IResult> EnterAsync(HttpContext context, InvitationReply.Member member)
    {
        if (!PortalClaims.ToActor(context.User).IsMemberOf(member.CustomerId))
        {
            var identity = new ClaimsIdentity(context.User.Identity);
            identity.AddClaim(new Claim(PortalClaims.Customer, member.CustomerId.ToString()));
            await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
        }

        return Results.LocalRedirect(member.Path);
    }

    /// <summary>Accepts the invitation that somebody signed in for.</summary>
    /// <returns>The customer that the person is a member of now; null when the page of the invitation has to say why not, or there was no invitation.</returns>
    public static async Task<Guid?> AcceptAtSignInAsync(TicketReceivedContext context, ClaimsPrincipal person)
    {
        if (context.Properties?.Items.TryGetValue(Item, out var code) is not true || code is null)
        {
            return null;
        }

        var invitations = context.HttpContext.RequestServices.GetRequiredService<InvitationGate>();
        var (reply, _) = await invitations.AcceptAsync(code, person, AddressOf(context.HttpContext), context.HttpContext.RequestAborted);
        context.Properties.Items.Remove(Item);
        if (reply is not InvitationReply.Member member)
        {
            return null;
        }

        context.ReturnUri = member.Path;
        return member.CustomerId;
    }

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
