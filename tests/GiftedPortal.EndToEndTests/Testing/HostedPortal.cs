using GiftedPortal.Data;
using GiftedPortal.EndToEndTests.Languages;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>The portal with its sandbox inside the test's process, at a real address, so that a test may add what no user gets: the pseudo-language.</summary>
public sealed class HostedPortal : WebApplicationFactory<PortalDbContext>
{
    private readonly string _folder = TemporaryFolder.PathFor("hosted");

    public HostedPortal()
    {
        var ports = FreePorts.Find(2);
        (Url, SandboxUrl) = ($"http://localhost:{ports[0]}", $"http://localhost:{ports[1]}");
        UseKestrel(ports[0]);
    }

    public string Url { get; }

    public string SandboxUrl { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        Directory.CreateDirectory(_folder);
        builder.UseEnvironment("Development");
        builder.UseSetting("Database:Provider", "Sqlite");
        builder.UseSetting("ConnectionStrings:Portal", $"Data Source={Path.Combine(_folder, "portal.db")}");
        builder.UseSetting("Sandbox:Enabled", "true");
        builder.UseSetting("Sandbox:Urls", SandboxUrl);
        builder.UseSetting("Authentication:Oidc:Authority", $"{SandboxUrl}/id");
        builder.UseSetting("HiBob:Environments:Simulated:BaseUrl", $"{SandboxUrl}/v1");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureTestServices(PseudoLanguage.Add);
    }
}
