using System.Globalization;
using GiftedPortal.Ui;
using MudBlazor.Services;

namespace GiftedPortal.App;

/// <summary>What the shell needs from the host.</summary>
public static class ShellServices
{
    private const int LongestMessage = 1024 * 1024;
    private static readonly string[] FormatCultures = ["en-GB", "en-US", "en-IL", "en-IE", "en-CA", "en-AU"];

    /// <summary>Registers Razor components, MudBlazor, localization and the viewer's time zone.</summary>
    public static IServiceCollection AddPortalShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents()
            // a text that is far too long is answered with a sentence; with the default of 32 KB it would end the connection
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestMessage);
        services.AddCascadingAuthenticationState();
        services.AddLocalization();
        services.AddMudServices();
        services.AddScoped<ViewerZone>();
        services.AddCascadingValue(_ => new Overlays());
        return services;
    }

    /// <summary>Dates and numbers follow the browser's language where it is one of these; the words are English.</summary>
    public static void UsePortalCulture(this IApplicationBuilder app) =>
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new("en-GB", "en"),
            SupportedCultures = [.. FormatCultures.Select(CultureInfo.GetCultureInfo)],
            SupportedUICultures = [CultureInfo.GetCultureInfo("en")],
        });

    /// <summary>Maps the static files (for everybody) and the components.</summary>
    public static void MapPortalShell(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaticAssets().AllowAnonymous();
        endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
