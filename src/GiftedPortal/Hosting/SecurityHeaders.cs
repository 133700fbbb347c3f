using Microsoft.Extensions.Options;

namespace GiftedPortal.Hosting;

/// <summary>The headers that every answer carries.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        // a form that signs out ends at the sign-in provider, and browsers hold redirects of forms against form-action
        var authority = new Uri(app.Services.GetRequiredService<IOptions<SignInOptions>>().Value.Oidc.Authority).GetLeftPart(UriPartial.Authority);
        // MudBlazor positions popovers by style attributes, hence 'unsafe-inline' for styles; scripts have no such hole
        var policy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self' ws: wss:; "
            + $"object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self' {authority}";
        app.Use(async (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
            await next();
        });
    }
}
