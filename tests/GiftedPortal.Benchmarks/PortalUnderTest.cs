using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;
using GiftedPortal.Providers.HiBob.Api;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Benchmarks;

/// <summary>The provider as the portal registers it. A new one knows no credentials, so its first check is a first check.</summary>
internal sealed class PortalUnderTest(Uri bob, Func<HttpMessageHandler>? handler = null) : IDisposable
{
    private readonly ServiceProvider _services = Create(bob, handler);

    public static ProviderConnection Connection { get; } = new("Sandbox", SandboxProcess.ServiceUserId, new Secret(SandboxProcess.Token));

    /// <summary>Runs one full check and insists that it was a whole one.</summary>
    public async Task<PermissionReport> CheckAsync(ProviderConnection? connection = null)
    {
        var report = await _services.GetRequiredService<IHrisProvider>().CheckPermissionsAsync(connection ?? Connection, null, CancellationToken.None);
        return report.Audience.Known && report.Calls.Count == 5
            ? report
            : throw new InvalidOperationException($"The check was not a whole one: {string.Join(", ", report.Findings.Select(finding => $"{finding.Key} {finding.Outcome.Word}"))}.");
    }

    /// <summary>Reads everybody, as a sync does.</summary>
    public async Task ReadPeopleAsync()
    {
        await foreach (var _ in _services.GetRequiredService<IHrisProvider>().ReadPeopleAsync(Connection, _ => { }, CancellationToken.None))
        {
        }
    }

    public void Dispose() => _services.Dispose();

    private static ServiceProvider Create(Uri bob, Func<HttpMessageHandler>? handler)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["HiBob:Environments:Sandbox:BaseUrl"] = new Uri(bob, "v1").ToString(),
            ["HiBob:DefaultEnvironment"] = "Sandbox",
        }).Build();
        var services = new ServiceCollection().AddLogging().AddHiBob(configuration);
        if (handler is not null)
            services.AddHttpClient(HiBobClient.HttpName).ConfigurePrimaryHttpMessageHandler(handler);
        return services.BuildServiceProvider();
    }
}
