namespace GiftedPortal.Hosting;

/// <summary>Where the portal believes it runs, and where it listens, when nobody says.</summary>
internal static class PortalEnvironment
{
    private const string DevelopmentUrl = "http://localhost:5080";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Default(args),
        });

        // not in appsettings.Development.json: there it would win over ASPNETCORE_URLS
        if (builder.Environment.IsDevelopment() && builder.Configuration[WebHostDefaults.ServerUrlsKey] is null)
        {
            builder.WebHost.UseUrls(DevelopmentUrl);
        }

        if (!builder.Environment.IsDevelopment())
        {
            // a build that was not published finds its static files through this
            builder.WebHost.UseStaticWebAssets();
        }

        return builder;
    }

    /// <summary>
    /// A debug build is a developer's, so <c>dotnet run</c> needs no further word; a release build is in production unless somebody says otherwise.
    /// Null: somebody says so, by argument or environment variable.
    /// </summary>
    public static string? Default(string[] args)
    {
        var told = Array.Exists(args, argument => argument.StartsWith("--environment", StringComparison.OrdinalIgnoreCase))
            || Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 };
#if DEBUG
        return told ? null : Environments.Development;
#else
        return told ? null : Environments.Production;
#endif
    }
}
