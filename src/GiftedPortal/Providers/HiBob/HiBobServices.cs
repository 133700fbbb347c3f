using System.Net;
using GiftedPortal.Providers.HiBob.Api;
using GiftedPortal.Providers.HiBob.Checks;
using GiftedPortal.Providers.HiBob.People;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Providers.HiBob;

/// <summary>Registers the provider.</summary>
public static class HiBobServices
{
    /// <summary>Adds Bob as an <see cref="IHrisProvider"/>, configured by the section <c>HiBob</c> and validated at start.</summary>
    public static IServiceCollection AddHiBob(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HiBobOptions>().Bind(configuration.GetSection(HiBobOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HiBobOptions>, HiBobOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddLocalization();
        services.AddHttpClient(HiBobClient.HttpName, client => client.Timeout = Timeout.InfiniteTimeSpan) // time limits are per call
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers(); // each call is reported as a ProviderCall; the framework's lines could carry headers
        services.TryAddSingleton<IFailedCallBudget, ProcessBudget>(); // the portal shares one among its nodes, and registers it before
        services.TryAddSingleton<ICallNotes, ProcessNotes>(); // so it does these
        services.AddSingleton<AcceptedCredentials>();
        services.AddSingleton<CallPace>();
        services.AddSingleton<CallGuard>();
        services.AddSingleton<HiBobClient>();
        services.AddSingleton<CheckTools>();
        services.AddSingleton<ListNamesReader>();
        services.AddSingleton<HiBobRemedies>();
        services.AddSingleton<IHrisProvider, HiBobProvider>();
        return services;
    }

    internal static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false, // credentials are for one host only
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false, // one handler serves many customers: nothing may carry over
    };
}
