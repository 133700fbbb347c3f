using System.Net;
using System.Net.Sockets;
using GiftedPortal.Data;
using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.EndToEndTests;

/// <summary>
/// Two processes decide on the same hundred connections at the same moment. The processes are this test program itself: started with
/// <see cref="DecidingNode"/>'s orders, a test here decides instead of starting others.
/// </summary>
public sealed class DecisionsOnTwoNodesTests(PostgresServer server)
{
    private const int Connections = 100;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Of_two_hundred_decisions_a_hundred_take_effect_on_SQLite() => PlayAsync(() => new SqliteDatabase());

    [Fact]
    public Task Of_two_hundred_decisions_a_hundred_take_effect_on_PostgreSQL() => PlayAsync(() => new PostgresDatabase(server));

    private static async Task PlayAsync(Func<ITestDatabase> create)
    {
        if (DecidingNode.Ordered() is { } node)
        {
            await node.DecideAsync(Stop);
            return;
        }

        var database = create();
        await database.InitializeAsync();
        try
        {
            var portal = new TestPortal(database.Contexts);
            for (var number = 0; number < Connections; number++)
            {
                // with the same account something would be red, and two approvals right
                portal.Provider.AccountId = Guid.NewGuid().ToString("N");
                await portal.SubmittedAsync();
            }

            var (rita, sam) = await DecideTogetherAsync(database.Options);

            rita.Keys.Should().HaveCount(Connections).And.BeEquivalentTo(sam.Keys);
            rita.Keys.Should().AllSatisfy(id => new[] { rita[id], sam[id] }.Should().ContainSingle(outcome => outcome == DecidingNode.Effective, "one of two decides"));
            rita.Values.Concat(sam.Values).Count(outcome => outcome != DecidingNode.Effective).Should().Be(Connections);
            await using var db = await database.Contexts.CreateDbContextAsync(Stop);
            (await db.Set<AuditEntry>().CountAsync(entry => entry.Action == "connection.approve", Stop)).Should().Be(Connections);
            var verified = await portal.Get<AuditChain>().VerifyAsync(TestPortal.Staff("Adam", StaffRoles.Auditor), Stop);
            verified.Should().BeEquivalentTo(new { Intact = await db.Set<AuditEntry>().LongCountAsync(Stop), Broken = (AuditBreak?)null });
        }
        finally
        {
            await database.DisposeAsync();
        }
    }

    private static async Task<(Dictionary<string, string> Rita, Dictionary<string, string> Sam)> DecideTogetherAsync(DatabaseOptions database)
    {
        using var gate = new TcpListener(IPAddress.Loopback, 0);
        gate.Start();
        await using var one = DecidingNode.Start(database, "Rita", gate);
        await using var other = DecidingNode.Start(database, "Sam", gate);
        using var first = await AcceptAsync(gate, one, other);
        using var second = await AcceptAsync(gate, one, other);
        // both are there: a byte each lets them go at the same moment
        await Task.WhenAll(first.SendAsync(new byte[1]), second.SendAsync(new byte[1]));
        var said = await Task.WhenAll(ReadAsync(first), ReadAsync(second));
        (await one.WaitForExitAsync(Stop)).Should().Be(0, one.LastOutput);
        (await other.WaitForExitAsync(Stop)).Should().Be(0, other.LastOutput);
        return said[0].Who == "Rita" ? (said[0].Outcomes, said[1].Outcomes) : (said[1].Outcomes, said[0].Outcomes);
    }

    private static async Task<Socket> AcceptAsync(TcpListener gate, params ChildProcess[] nodes)
    {
        var accepted = gate.AcceptSocketAsync(Stop).AsTask();
        var ended = nodes.Select(node => node.WaitForExitAsync(Stop)).ToArray();
        return await Task.WhenAny([accepted, .. ended]) == accepted
            ? await accepted
            : throw new InvalidOperationException(string.Join(Environment.NewLine, nodes.Select(node => node.LastOutput)));
    }

    private static async Task<(string Who, Dictionary<string, string> Outcomes)> ReadAsync(Socket node)
    {
        using var reader = new StreamReader(new NetworkStream(node));
        var lines = (await reader.ReadToEndAsync(Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (lines[0], lines.Skip(1).Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1]));
    }
}
