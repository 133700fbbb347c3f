using System.Collections.Concurrent;
using System.Net;
using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;
using GiftedPortal.Providers.HiBob.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GiftedPortal.Tests.Providers.HiBob;

public sealed class SecrecyTests : IDisposable
{
    private readonly FakeBob _bob = new();
    private readonly Lines _lines = new();

    public void Dispose()
    {
        _bob.Dispose();
        _lines.Dispose();
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task No_log_line_carries_credentials_or_values_at_any_level(HttpStatusCode status)
    {
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json("""{"employees":[{"id":"1","firstName":"Ada"}]}""", status);

        await Provider().CheckPermissionsAsync(BobTesting.Connection, null, TestContext.Current.CancellationToken);

        var log = string.Join('\n', _lines.Written);
        log.Should().NotContainAny("s3cret", Convert.ToBase64String("SERVICE-1:s3cret"u8), "Ada", "Authorization");
    }

    [Fact]
    public async Task A_broken_value_does_not_reach_the_exception()
    {
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json("""{"employees":[{"id":"1","firstName":"Ada\q"}]}""");

        var read = async () =>
        {
            await foreach (var _ in Provider().ReadPeopleAsync(BobTesting.Connection, _ => { }, TestContext.Current.CancellationToken))
            {
            }
        };

        (await read.Should().ThrowAsync<ProviderException>()).Which.ToString().Should().NotContain("Ada").And.NotContain("s3cret");
    }

    private IHrisProvider Provider()
    {
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_lines)).AddHiBob(BobTesting.Configuration());
        services.AddHttpClient(HiBobClient.HttpName).ConfigurePrimaryHttpMessageHandler(() => _bob);
        return services.BuildServiceProvider().GetRequiredService<IHrisProvider>();
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
