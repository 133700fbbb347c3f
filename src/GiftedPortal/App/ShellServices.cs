using System.Globalization;
using GiftedPortal.App.Languages;
using GiftedPortal.Ui;
using MudBlazor;
using MudBlazor.Services;

namespace GiftedPortal.App;

/// <summary>What the shell needs from the host.</summary>
public static class ShellServices
{
    private const int LongestMessage = 1024 * 1024;

    /// <summary>Registers Razor components, MudBlazor, localization and the viewer's time zone.</summary>
    public static IServiceCollection AddPortalShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents()
            // a text that is far too long is answered with a sentence; with the default of 32 KB it would end the connection
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestMessage);
        // as MudRTLProvider does for what is inside it, but without a component in each circuit
        services.AddCascadingValue("RightToLeft", _ => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft);
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(PortalLanguages.Configure);
        services.AddMudServices();
        services.AddTransient<MudLocalizer, MudTexts>();
        services.AddScoped<ViewerZone>();
        services.AddCascadingValue(_ => new Overlays());
        return services;
    }

    /// <summary>Maps the static files (for everybody), the choice of a language and the components.</summary>
    public static void MapPortalShell(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaticAssets().AllowAnonymous();
        endpoints.MapLanguageChoice();
        endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
