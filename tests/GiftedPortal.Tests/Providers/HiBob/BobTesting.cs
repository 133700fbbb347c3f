using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;
using GiftedPortal.Providers.HiBob.Api;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>The provider as it is registered, over a scripted Bob.</summary>
internal static class BobTesting
{
    public static ProviderConnection Connection { get; } = new("Test", "SERVICE-1", new Secret("s3cret"));

    public static IConfiguration Configuration(params (string Key, string Value)[] more)
    {
        var values = new Dictionary<string, string?> { ["HiBob:Environments:Test:BaseUrl"] = "https://bob.example/v1/", ["HiBob:DefaultEnvironment"] = "Test" };
        foreach (var (key, value) in more)
            values[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    public static IHrisProvider Provider(HttpMessageHandler bob, TimeProvider? time = null)
    {
        var services = new ServiceCollection().AddLogging().AddHiBob(Configuration());
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddHttpClient(HiBobClient.HttpName).ConfigurePrimaryHttpMessageHandler(() => bob);
        return services.BuildServiceProvider().GetRequiredService<IHrisProvider>();
    }

    public static Task<PermissionReport> CheckAsync(this FakeBob bob, IProgress<PermissionFinding>? progress = null) =>
        Provider(bob).CheckPermissionsAsync(Connection, progress, TestContext.Current.CancellationToken);

    public static PermissionFinding Finding(this PermissionReport report, string key) => report.Findings.Single(finding => finding.Key == key);

    public static string Word(this PermissionReport report, string key) => report.Finding(key).Outcome.Word;

    public static IEnumerable<string> Words(this PermissionReport report, IEnumerable<string> keys) => keys.Select(report.Word);

    /// <summary>Everybody, without fingerprints.</summary>
    public static async Task<List<ProviderPerson>> ReadPeopleAsync(HttpMessageHandler bob, Action<ProviderCall>? calls = null)
    {
        var people = new List<ProviderPerson>();
        await foreach (var person in Provider(bob).ReadPeopleAsync(Connection, calls ?? (_ => { }), TestContext.Current.CancellationToken))
            people.Add(person with { Fingerprint = default });
        return people;
    }
}
