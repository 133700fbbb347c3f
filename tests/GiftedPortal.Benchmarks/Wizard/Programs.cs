using GiftedPortal.Data;
using GiftedPortal.Features.Setup;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>How the two programs are started: each on a free port, the portal with a sandbox and a SQLite file of its own.</summary>
internal static class Programs
{
    public static Task<WebProcess> StartTemplateAsync(this Published published) =>
        WebProcess.StartAsync(published.Template, NewFolder(), WebProcess.FreeAddress(), new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_CONTENTROOT"] = Path.GetDirectoryName(published.Template)!,
            [WebProcess.ScarceMemory.Name] = WebProcess.ScarceMemory.Value,
        });

    /// <summary>Starts the portal; <paramref name="settings"/> are further variables of its environment, or others than the usual ones.</summary>
    public static Task<WebProcess> StartPortalAsync(this Published published, params (string Name, string Value)[] settings)
    {
        // by another name than the portal: cookies do not tell ports apart, and the sandbox's would be kept with each of the portal's circuits
        var (folder, address, sandbox) = (NewFolder(), WebProcess.FreeAddress(), new UriBuilder(WebProcess.FreeAddress()) { Host = "127.0.0.1" }.Uri);
        var environment = new Dictionary<string, string>
        {
            // for the demonstration's customers; the static files are those of the publication all the same
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ReloadStaticAssetsAtRuntime"] = "false",
            ["Database__Provider"] = "Sqlite",
            ["ConnectionStrings__Portal"] = $"Data Source={DatabaseFile(folder)}",
            ["Sandbox__Enabled"] = "true",
            ["Sandbox__Urls"] = sandbox.ToString(),
            ["Authentication__Oidc__Authority"] = $"{sandbox}id",
            ["Authentication__Oidc__ClientId"] = "gifted-portal",
            ["Authentication__Oidc__ClientSecret"] = "development-only-secret",
            ["HiBob__DefaultEnvironment"] = "Simulated",
            ["HiBob__Environments__Simulated__BaseUrl"] = $"{sandbox}v1",
        };
        foreach (var (name, value) in settings)
            environment[name] = value;
        return WebProcess.StartAsync(published.Portal, folder, address, environment);
    }

    /// <summary>Makes every step unfinished again, so that going on has to be saved again.</summary>
    public static async Task ForgetProgressAsync(this WebProcess portal)
    {
        await using var db = new SqlitePortalDbContext(new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite($"Data Source={DatabaseFile(portal.Folder)}").Options);
        await db.Set<FinishedStep>().ExecuteDeleteAsync();
    }

    private static string DatabaseFile(string folder) => Path.Combine(folder, "portal.db");

    private static string NewFolder() => Directory.CreateTempSubdirectory("gifted-benchmarks-").FullName;
}
