using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Faults;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Providers.HiBob;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>
/// Every fault that the sandbox plays, over HTTP and in the middle of a run: when its first call has been answered. The log says so, the roster is as before, and the
/// next run succeeds.
/// </summary>
public abstract class SandboxFaultTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Tenant Company = DemoTenants.Globex;

    private readonly SyncBench _bench = new(database.Contexts);

    [Theory]
    [MemberData(nameof(SandboxFaults.All), MemberType = typeof(SandboxFaults))]
    public async Task It_is_told_and_changes_nobody_and_the_next_run_succeeds(FaultKind kind)
    {
        await using var sandbox = await SandboxServer.StartAsync();
        using var wire = new Wire(sandbox.BaseAddress);
        _bench.Provider.Reader = BobTesting.Provider(wire, _bench.Portal.Time);
        _bench.Provider.Credentials = SandboxCheckTests.Connection(DemoTenants.GlobexServiceUser);
        await _bench.ApproveAsync();
        await _bench.BelongsToAsync($"{Company.CompanyId}");
        (await _bench.RunAsync())!.Outcome.Should().Be(SyncOutcome.FirstRoster);
        var before = await _bench.RosterAsync();
        sandbox.World.SetFault(Company.CompanyId, null, Fault.Of(kind) with
        {
            Endpoint = EndpointNames.Search,
            Bytes = 40_000,
            Delay = kind is FaultKind.SlowBody or FaultKind.LateAnswer ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromDays(1),
        });

        // nobody answers: the portal's clock goes on until it has waited long enough
        wire.Searching = kind is FaultKind.Timeout ? () => _bench.Portal.Time.Advance(TimeSpan.FromMinutes(1)) : () => { };

        var run = (await _bench.RunAsync())!;

        run.Outcome.Should().Be(Expected(kind));
        (await _bench.EntriesAsync(run)).Count(entry => entry.Kind == SyncEntryKind.Error).Should().Be(run.Status is SyncRunStatus.Succeeded ? 0 : 1);
        (await _bench.RosterAsync()).Should().BeEquivalentTo(before);

        sandbox.World.SetFault(Company.CompanyId, null, Fault.Of(FaultKind.None));
        wire.Searching = () => { };
        // what may be shut out for is past
        _bench.Portal.Time.Advance(TimeSpan.FromHours(1));
        (await _bench.RunAsync())!.Outcome.Should().Be(SyncOutcome.Unchanged);
    }

    private static SyncOutcome Expected(FaultKind kind) => kind switch
    {
        FaultKind.Unauthorized => SyncOutcome.CredentialsRejected,
        FaultKind.Forbidden => SyncOutcome.Forbidden,
        FaultKind.RateLimited => SyncOutcome.RateLimited,
        FaultKind.Blocked => SyncOutcome.Blocked,
        FaultKind.ServerError or FaultKind.BadGateway or FaultKind.Unavailable or FaultKind.Timeout or FaultKind.Dropped => SyncOutcome.Unreachable,
        FaultKind.HtmlPage or FaultKind.TruncatedJson or FaultKind.WrongContentType => SyncOutcome.Nonsense,
        // the right people all the same
        FaultKind.None or FaultKind.SlowBody or FaultKind.LateAnswer or FaultKind.DuplicatedKeys or FaultKind.RepeatedCursor => SyncOutcome.Unchanged,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "What should come of it?"),
    };

    /// <summary>Leads to the sandbox, and knows when people are being searched.</summary>
    private sealed class Wire(Uri sandbox) : DelegatingHandler(new SocketsHttpHandler())
    {
        public Action Searching { get; set; } = () => { };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(sandbox, request.RequestUri!.PathAndQuery);
            var response = base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Post)
            {
                Searching();
            }

            return response;
        }
    }
}

public static class SandboxFaults
{
    public static TheoryData<FaultKind> All => [.. Enum.GetValues<FaultKind>()];
}

public sealed class SandboxFaultOnSqliteTests(SqliteDatabase database) : SandboxFaultTests<SqliteDatabase>(database);
