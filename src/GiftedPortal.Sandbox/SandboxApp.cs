using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Console;
using GiftedPortal.Sandbox.Identity;
using GiftedPortal.Sandbox.Shared;

namespace GiftedPortal.Sandbox;

/// <summary>Plays the outside world over real HTTP: Bob's API under <c>/v1</c> and what else Bob answers. A host of its own, so that it runs in
/// any process and takes nothing from the settings of the one it runs in.</summary>
public static class SandboxApp
{
    /// <summary>Builds a sandbox that is ready to start.</summary>
    /// <param name="options">Its set-up.</param>
    /// <param name="args">Command line settings for the host, such as log levels; <c>--urls</c> among them is ignored in favour of <see cref="SandboxOptions.Urls"/>.</param>
    public static WebApplication Build(SandboxOptions options, string[] args)
    {
        var builder = WebApplication.CreateEmptyBuilder(new()
        {
            ApplicationName = typeof(SandboxApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.Configuration.AddCommandLine(args);
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None) // who starts the sandbox gets the same exception
            .AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Services.AddRouting().AddSingleton(options).AddSingleton(options.TimeProvider);
        builder.AddBob(options);
        builder.AddBobConsole();
        builder.AddSandboxIdentity();

        var app = builder.Build();
        app.MapGet("/", () => Results.Content(StartPage, "text/html; charset=utf-8"));
        app.UseAuthentication();
        app.UseOwnForms();
        app.MapSandboxAssets();
        app.MapSandboxIdentity();
        app.MapBobConsole();
        app.MapBobApi();
        return app;
    }

    private const string StartPage = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Sandbox</title></head>
        <body><h1>Sandbox</h1><ul><li><a href="/bob">Bob, as an administrator sees it</a></li><li><a href="/id">Sign-in provider</a></li></ul></body></html>
        """;
}
