using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GiftedPortal.Sandbox.Shared;

/// <summary>What the sandbox's pages share. Style and script come out of the assembly: a host that runs the sandbox inside itself has none
/// of its static files.</summary>
internal static class SandboxPages
{
    public const string Css = "/sandbox.css";
    public const string Script = "/sandbox.js";

    public static IServiceCollection AddSandboxPages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddRazorComponents();
        // Cookies do not tell ports apart: keep clear of the portal's own.
        services.Configure<AntiforgeryOptions>(options => options.Cookie.Name = "sandbox-form");
        return services;
    }

    public static void MapSandboxAssets(this IEndpointRouteBuilder app)
    {
        app.MapGet(Css, () => Embedded("sandbox.css", "text/css"));
        app.MapGet(Script, () => Embedded("sandbox.js", "text/javascript"));
    }

    /// <summary>Marks a route that only a form of the sandbox's own pages may reach.</summary>
    public static TBuilder RequireOwnForm<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequireAntiforgeryTokenAttribute());

    /// <summary>Answers 400, with a page that says why, to any other form.</summary>
    public static void UseOwnForms(this WebApplication app) => app.UseAntiforgery().Use((context, next) =>
        context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
            ? new RazorComponentResult<StaleFormPage> { StatusCode = StatusCodes.Status400BadRequest }.ExecuteAsync(context)
            : next(context));

    private static IResult Embedded(string name, string contentType) =>
        Results.Stream(typeof(SandboxPages).Assembly.GetManifestResourceStream(name)!, contentType);
}
