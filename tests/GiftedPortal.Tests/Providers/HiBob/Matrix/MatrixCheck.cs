using AwesomeAssertions.Execution;
using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;
using GiftedPortal.Providers.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>Checks one case twice, as a newcomer and again, over real HTTP and with a clock that stands still unless the case moves it.</summary>
/// <param name="bob">Where Bob is.</param>
/// <param name="bobsClock">What Bob waits by when it answers late.</param>
internal sealed class MatrixCheck(Uri bob, FakeTimeProvider bobsClock) : IDisposable
{
    private static readonly TimeSpan UntilPassed = TimeSpan.FromMinutes(10.1);

    private readonly HttpMessageHandler _http = HiBobServices.CreateHandler();

    public async Task VerifyAsync(MatrixCase sample, ProviderConnection connection, TroubleRules rules, Func<int> callsServed, Action<PermissionReport> verifyQuiet)
    {
        var clock = new FakeTimeProvider(bobsClock.GetUtcNow());
        var calls = new WatchedCalls { InnerHandler = _http };
        await using var services = Services(calls, clock);
        var provider = services.GetRequiredService<IHrisProvider>();
        if (sample.Grants.Count % 2 == 0)
            connection = connection with { ConnectionId = Guid.NewGuid() }; // its tables wait for the first answer as long as it takes
        var fault = sample.Fault;
        for (var check = 1; check <= 2; check++)
        {
            calls.Clear();
            var report = await calls.RunAsync(
                provider.CheckPermissionsAsync(connection, null, Stop),
                (endpoint, bytes) => fault is { NeverEnds: true } or { IsLate: true } && fault.Meets(endpoint) && (fault.Kind is not FaultKind.SlowBody || bytes > 0) && (!fault.Passes || check == 1),
                fault is { NeverEnds: true },
                () => (fault!.NeverEnds ? clock : bobsClock).Advance(TimeSpan.FromSeconds(1)));

            report.Findings.Should().HaveCount(15);
            foreach (var finding in report.Findings)
                finding.Outcome.Word.Should().BeOneOf(rules.Allowed(finding.Key, fault, check == 2, calls.BytesOf), $"check {check} judges {finding.Key}");
            callsServed().Should().BeLessThanOrEqualTo(5 * check, "the server counts at most five calls for each check");
            calls.Count.Should().BeLessThanOrEqualTo(5);
            report.Calls.Should().HaveCountLessThanOrEqualTo(5);
            if (fault is null or { IsLate: true } || (fault.Passes && check == 2))
                verifyQuiet(report);
            if (fault is { NeverEnds: true, Passes: false })
                break; // what a second check asks while nothing ends is open, and the clock is moved by what is asked
            if (fault is { Passes: true })
                Move(clock);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Names the case in what fails.</summary>
    public static AssertionScope Scope(uint number, MatrixCase sample) => new($"case {number}, {sample.Changes.Dialect}, {sample.Fault}:");

    private void Move(FakeTimeProvider clock)
    {
        clock.Advance(UntilPassed);
        bobsClock.Advance(UntilPassed);
    }

    private ServiceProvider Services(WatchedCalls calls, TimeProvider clock)
    {
        var services = new ServiceCollection().AddLogging().AddHiBob(BobTesting.Configuration(("HiBob:Environments:Test:BaseUrl", bob.ToString())));
        services.AddSingleton(clock);
        services.AddHttpClient(HiBobClient.HttpName).ConfigurePrimaryHttpMessageHandler(() => calls);
        return services.BuildServiceProvider();
    }
}
