using System.Text;
using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Hosting;

/// <summary>
/// <c>check --environment {Name}</c>: one full permission check for each line of standard input, one line of JSON for each on standard output, in order.
/// For support and acceptance: no server, no database, and a token goes nowhere but to the provider.
/// </summary>
internal static class CheckCommand
{
    private const int Done = 0;
    private const int WrongUsage = 64;
    private const int WrongInput = 65;
    private const int WrongConfiguration = 78;

    /// <summary>True when the arguments ask for this command.</summary>
    public static bool IsMeant(string[] args) => args is ["check", ..];

    /// <summary>Runs over the process' standard streams. Bad verdicts are results, not errors: the exit code is then 0.</summary>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken = default)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var input = new StreamReader(Console.OpenStandardInput(), utf8);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true };
        return await RunAsync(args, LoadConfiguration(), input, output, Console.Error, cancellationToken);
    }

    /// <summary>Runs over the given streams.</summary>
    public static async Task<int> RunAsync(
        string[] args,
        IConfiguration configuration,
        TextReader input,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken)
    {
        // no logging provider: nothing but the results may reach standard output
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<ProcessBudget>()
            .AddSingleton<IFailedCallBudget>(provider => provider.GetRequiredService<ProcessBudget>()).AddHiBob(configuration).BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException exception)
        {
            foreach (var failure in exception.Failures)
                await error.WriteLineAsync(failure);
            return WrongConfiguration;
        }

        var provider = services.GetRequiredService<IHrisProvider>();
        if (Environment(args, provider) is not { } environment)
        {
            await error.WriteLineAsync($"Usage: check --environment {{Name}}, where the name is one of {string.Join(", ", provider.Environments)}.");
            return WrongUsage;
        }

        return await CheckAllAsync(provider, services.GetRequiredService<ProcessBudget>(), environment, input, output, error, cancellationToken);
    }

    private static async Task<int> CheckAllAsync(
        IHrisProvider provider, ProcessBudget budget, string environment, TextReader input, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var (number, checks, bad) = (0, 0, 0);
        while (await input.ReadLineAsync(cancellationToken) is { } text)
        {
            number++;
            if (string.IsNullOrWhiteSpace(text.TrimStart('\uFEFF')))
                continue;
            if (CheckLine.Parse(text.TrimStart('\uFEFF'), environment) is not { } connection)
            {
                bad++; // the other lines still count
                await output.WriteLineAsync(CheckLine.Error(number));
                await error.WriteLineAsync($"Line {number} is not of the form {{\"id\":\"…\",\"token\":\"…\"}} and was not checked.");
                continue;
            }

            checks++;
            await budget.WaitForRoomAsync(cancellationToken);
            var report = await provider.CheckPermissionsAsync(connection, null, cancellationToken);
            await output.WriteLineAsync(CheckLine.Result(connection.ServiceUserId, report));
        }

        if (checks + bad == 0)
            await error.WriteLineAsync("Standard input holds no line of the form {\"id\":\"…\",\"token\":\"…\"}.");
        return checks > 0 && bad == 0 ? Done : WrongInput;
    }

    private static string? Environment(string[] args, IHrisProvider provider)
    {
        var name = args switch
        {
            ["check"] => provider.DefaultEnvironment,
            ["check", "--environment", var value] => value,
            ["check", var option] when option.StartsWith("--environment=", StringComparison.Ordinal) => option["--environment=".Length..],
            _ => null,
        };
        return provider.Environments.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
    }

    // the same sources, in the same order, as the portal itself
    private static IConfigurationRoot LoadConfiguration()
    {
        var hosting = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables("ASPNETCORE_").Build();
        var environment = hosting[HostDefaults.EnvironmentKey] ?? PortalEnvironment.Default([]) ?? Environments.Production;
        return new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables()
            .Build();
    }
}
