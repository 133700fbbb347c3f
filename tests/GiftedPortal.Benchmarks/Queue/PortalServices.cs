using GiftedPortal.Data;
using GiftedPortal.Hosting;
using GiftedPortal.Providers.HiBob;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Benchmarks.Queue;

/// <summary>The portal's own services over a database, with its scheduler's store, but without anything that runs by itself.</summary>
internal static class PortalServices
{
    public static async Task<ServiceProvider> CreateAsync(DatabaseOptions database, Action<IServiceCollection>? more = null, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["HiBob:Environments:Simulated:BaseUrl"] = "http://localhost:1/v1", // nobody is called
            ["HiBob:DefaultEnvironment"] = "Simulated",
            ["Mail:StaffAddress"] = "staff@gifted.example",
        }).AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddPortalDatabase(database);
        services.AddFeatures(configuration);
        services.AddHiBob(configuration);
        services.AddPortalScheduler(database);
        more?.Invoke(services);
        var provider = services.BuildServiceProvider();
        await DatabaseMigration.MigrateAsync(provider, default);
        return provider;
    }
}
