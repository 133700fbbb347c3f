using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Localization;

namespace GiftedPortal.App.Languages;

/// <summary>
/// Reads <c>Accept-Language</c>. ASP.NET Core's own reader looks for the words and for the manner of dates apart,
/// so that somebody who asks for German, then Hebrew, could get English words with Hebrew dates.
/// </summary>
internal sealed class BrowserLanguage : RequestCultureProvider
{
    /// <summary>What the browser asks for, the dearest first.</summary>
    public static IEnumerable<string> Asked(HttpRequest request) =>
        from language in new RequestHeaders(request.Headers).AcceptLanguage
        where language.Quality is null or > 0
        orderby language.Quality ?? 1 descending
        select language.Value.ToString();

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult(PortalLanguages.Best(Asked(httpContext.Request)) is { } best ? new ProviderCultureResult(best.Culture.Name, best.UICulture.Name) : null);
}
