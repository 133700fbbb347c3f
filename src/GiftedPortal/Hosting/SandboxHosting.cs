using GiftedPortal.Data;
using GiftedPortal.Sandbox;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Hosting;

/// <summary>Runs the sandbox inside the portal's process, so that a newcomer needs one command. Refused in Production.</summary>
internal sealed class SandboxHosting(IConfiguration configuration, DatabaseOptions database) : IHostedService, IAsyncDisposable
{
    private WebApplication? _sandbox;

    public static void AddTo(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<StartupSettings>, Validator>();
        if (IsEnabled(builder.Configuration))
        {
            builder.Services.AddHostedService<SandboxHosting>();
        }
    }

    public static bool IsEnabled(IConfiguration configuration) => bool.TryParse(configuration["Sandbox:Enabled"], out var enabled) && enabled;

    public static string Urls(IConfiguration configuration) => configuration["Sandbox:Urls"] ?? "http://localhost:5081";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _sandbox = SandboxApp.Build(new SandboxOptions { Urls = Urls(configuration), DataFile = DataFile() }, []);
        await _sandbox.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _sandbox?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _sandbox?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Beside the portal's database, so that both forget together.</summary>
    private string DataFile()
    {
        var folder = database.Provider is DatabaseProvider.Sqlite
            ? Path.GetDirectoryName(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource)!
            : Path.GetFullPath("data");
        return Path.Combine(folder, "sandbox.json");
    }

    private sealed class Validator(IConfiguration configuration, IHostEnvironment environment) : IValidateOptions<StartupSettings>
    {
        public ValidateOptionsResult Validate(string? name, StartupSettings options) =>
            IsEnabled(configuration) && environment.IsProduction()
                ? ValidateOptionsResult.Fail("Sandbox:Enabled is true in the Production environment; the sandbox signs anybody in and must be off there.")
                : configuration["Sandbox:Enabled"] is { Length: > 0 } text && !bool.TryParse(text, out _)
                    ? ValidateOptionsResult.Fail($"Sandbox:Enabled is '{text}'; it must be true or false.")
                    : ValidateOptionsResult.Success;
    }
}
