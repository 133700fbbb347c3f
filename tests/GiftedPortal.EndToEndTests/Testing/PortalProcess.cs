namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>
/// The real portal in a process of its own, as <c>dotnet run</c> starts it, but on free ports and on data of its own.
/// Killed and started again it finds the same data at the same address.
/// </summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string?> _environment;
    private readonly WebProgram _program;

    /// <summary>Prepares a portal; nothing runs before <see cref="StartAsync"/>.</summary>
    /// <param name="postgres">Connection string of a PostgreSQL database; without one, a SQLite file in <see cref="DataFolder"/>.</param>
    /// <param name="sandbox">A sandbox that already runs; without one, the portal starts its own, which forgets everything when the portal ends.</param>
    /// <param name="settings">Further settings by configuration key (<c>Sync:Interval</c>); they win.</param>
    public PortalProcess(string? postgres = null, SandboxProcess? sandbox = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var ports = FreePorts.Find(2);
        _program = new WebProgram("GiftedPortal", $"http://localhost:{ports[0]}", "/healthz");
        SandboxUrl = sandbox?.Url ?? $"http://localhost:{ports[1]}";
        var all = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Url,
            ["Database:Provider"] = postgres is null ? "Sqlite" : "Postgres",
            ["ConnectionStrings:Portal"] = postgres ?? $"Data Source={Path.Combine(DataFolder, "portal.db")}",
            ["Sandbox:Enabled"] = sandbox is null ? "true" : "false",
            ["Sandbox:Urls"] = SandboxUrl,
            // links in letters lead here
            ["Portal:PublicAddress"] = Url,
            ["Authentication:Oidc:Authority"] = $"{SandboxUrl}/id",
            ["HiBob:Environments:Simulated:BaseUrl"] = $"{SandboxUrl}/v1",
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            all[key] = value;
        _environment = all.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value);
        Directory.CreateDirectory(DataFolder);
    }

    public string Url => _program.Url;

    public string SandboxUrl { get; }

    /// <summary>The working folder, with the SQLite file; deleted at the end.</summary>
    public string DataFolder { get; } = TemporaryFolder.PathFor("portal");

    public string Output => _program.Output;

    /// <summary>Starts it and waits for <c>/healthz</c>.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => _program.StartAsync(_environment, DataFolder, cancellationToken);

    /// <summary>Starts it with settings that it must refuse, and returns its exit code.</summary>
    public Task<int> RunToEndAsync(CancellationToken cancellationToken = default) => _program.RunToEndAsync(_environment, DataFolder, cancellationToken);

    /// <summary>Ends it at once (kill -9) and keeps its data, for a second <see cref="StartAsync"/>.</summary>
    public Task KillAsync() => _program.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        Directory.Delete(DataFolder, recursive: true);
    }
}
