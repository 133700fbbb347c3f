using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GiftedPortal.Data;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>A reviewer's node in a process of its own: waits at a gate, approves everything that waits at once, sealing the audit trail all the while, and says what came of each.</summary>
internal sealed class DecidingNode
{
    /// <summary>What a node says of a decision that took effect; of others it says the refusal.</summary>
    public const string Effective = "Approved";

    private const string Provider = "GIFTED_NODE_PROVIDER";
    private const string Database = "GIFTED_NODE_DATABASE";
    private const string Reviewer = "GIFTED_NODE_REVIEWER";
    private const string Gate = "GIFTED_NODE_GATE";

    private readonly DatabaseOptions _database;
    private readonly Actor _reviewer;
    private readonly int _gate;

    private DecidingNode(DatabaseOptions database, string reviewer, int gate) => (_database, _reviewer, _gate) = (database, TestPortal.Staff(reviewer, StaffRoles.Reviewer), gate);

    /// <summary>Starts this program once more, for the test that is running.</summary>
    public static ChildProcess Start(DatabaseOptions database, string reviewer, TcpListener gate)
    {
        var test = TestContext.Current.TestMethod!;
        return ChildProcess.Start(
            "dotnet",
            [typeof(DecidingNode).Assembly.Location, "-noLogo", "-method", $"{test.TestClass.TestClassName}.{test.MethodName}"],
            new Dictionary<string, string?>
            {
                [Provider] = database.Provider.ToString(),
                [Database] = database.ConnectionString,
                [Reviewer] = reviewer,
                [Gate] = ((IPEndPoint)gate.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture),
            });
    }

    /// <summary>The orders that this process was started with; null: none.</summary>
    public static DecidingNode? Ordered() => Environment.GetEnvironmentVariable(Gate) is { } gate
        ? new DecidingNode(
            new DatabaseOptions(Enum.Parse<DatabaseProvider>(Environment.GetEnvironmentVariable(Provider)!), Environment.GetEnvironmentVariable(Database)!),
            Environment.GetEnvironmentVariable(Reviewer)!,
            int.Parse(gate, CultureInfo.InvariantCulture))
        : null;

    public async Task DecideAsync(CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddPortalDatabase(_database).BuildServiceProvider();
        var portal = new TestPortal(services.GetRequiredService<IDbContextFactory<PortalDbContext>>());
        List<Guid> waiting;
        await using (var db = await portal.Contexts.CreateDbContextAsync(cancellationToken))
        {
            waiting = await db.Set<Connection>().Where(one => one.Status == ConnectionStatus.Submitted).OrderBy(one => one.Id).Select(one => one.Id).ToListAsync(cancellationToken);
        }

        using var gate = new TcpClient();
        await gate.ConnectAsync(IPAddress.Loopback, _gate, cancellationToken);
        await gate.GetStream().ReadExactlyAsync(new byte[1], cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sealing = Task.Run(
            async () =>
            {
                while (!over.IsCancellationRequested)
                    await portal.Get<AuditChain>().SealAsync(cancellationToken);
            },
            cancellationToken);
        var outcomes = await Task.WhenAll(waiting.Select(id => Task.Run(
            async () => $"{id} {(await portal.Get<ApprovalService>().ApproveAsync(id, _reviewer, cancellationToken))?.GetType().Name ?? Effective}", cancellationToken)));
        await over.CancelAsync();
        await sealing;
        await using var writer = new StreamWriter(gate.GetStream());
        await writer.WriteAsync($"{_reviewer.Name}\n{string.Join('\n', outcomes)}\n".AsMemory(), cancellationToken);
    }
}
