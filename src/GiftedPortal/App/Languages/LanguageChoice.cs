using System.Globalization;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;

namespace GiftedPortal.App.Languages;

/// <summary>The language that a person chose: a cookie of the browser, and for members also in the database, where messages and other browsers find it.</summary>
internal static class LanguageChoice
{
    private const int Days = 400; // browsers keep no cookie longer

    /// <summary>Maps the address that takes the choice and returns to the page it was made on.</summary>
    public static void MapLanguageChoice(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(PortalUrls.Language("{language}"), ChooseAsync).AllowAnonymous();

    /// <summary>Brings browser and database together when somebody signs in: what was chosen in this browser counts, else what was chosen before.</summary>
    public static async Task MeetAsync(HttpContext context, string subject)
    {
        var members = context.RequestServices.GetRequiredService<MemberLanguages>();
        if (Chosen(context.Request) is { } here)
        {
            await members.ChooseAsync(subject, here.Name, context.RequestAborted);
        }
        else if (PortalLanguages.Find(await members.OfAsync(subject, context.RequestAborted)) is { } before)
        {
            Keep(context, before);
        }
    }

    private static async Task<Results<RedirectHttpResult, BadRequest, NotFound>> ChooseAsync(string language, HttpContext context, IAntiforgery antiforgery, MemberLanguages members)
    {
        if (PortalLanguages.Find(language) is not { } chosen) return TypedResults.NotFound();
        if (!await antiforgery.IsRequestValidAsync(context)) return TypedResults.BadRequest();
        Keep(context, chosen);
        if (PortalClaims.ToActor(context.User) is { Kind: ActorKind.Member } member) await members.ChooseAsync(member.Id, chosen.Name, context.RequestAborted);
        return TypedResults.LocalRedirect(Origin(context.Request));
    }

    private static void Keep(HttpContext context, CultureInfo language)
    {
        var culture = PortalLanguages.In(language, BrowserLanguage.Asked(context.Request));
        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(culture),
            new CookieOptions { MaxAge = TimeSpan.FromDays(Days), IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps });
    }

    private static CultureInfo? Chosen(HttpRequest request) =>
        request.Cookies[CookieRequestCultureProvider.DefaultCookieName] is { } cookie
            ? PortalLanguages.Find(CookieRequestCultureProvider.ParseCookieValue(cookie)?.UICultures[0].Value)
            : null;

    // our own pages send their whole address along (Referrer-Policy: same-origin), others never
    private static string Origin(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value && !page.PathAndQuery.StartsWith("//", StringComparison.Ordinal)
            ? page.PathAndQuery
            : PortalUrls.Home;
}
