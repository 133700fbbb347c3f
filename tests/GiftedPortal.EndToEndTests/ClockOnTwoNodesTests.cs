using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Tests.Features.Connections.Clock;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.EndToEndTests;

public sealed class ClockTriggerOnPostgresTests(PostgresServer server) : ClockTriggerTests<PostgresDatabase>(new PostgresDatabase(server));

/// <summary>Two nodes share one PostgreSQL database and the scheduler's store in it.</summary>
public sealed class ClockOnTwoNodesTests(PostgresServer server)
{
    private const int Connections = 8;

    [Fact]
    public async Task Each_moment_of_each_connection_is_met_once_whichever_node_meets_it()
    {
        var database = new PostgresDatabase(server);
        await database.InitializeAsync();
        try
        {
            var portal = new TestPortal(database.Contexts);
            var ids = new List<Guid>();
            for (var number = 0; number < Connections; number++)
            {
                ids.Add((await portal.SubmittedAsync()).Id);
            }

            await using var one = new ClockNode(database.Options, portal.Time);
            await using var other = new ClockNode(database.Options, portal.Time);
            await one.StartAsync();
            await other.StartAsync();
            // both set the triggers of all, as after a submit on the one and a reconciliation on the other
            await Task.WhenAll(ids.Select((id, number) => (number % 2 == 0 ? one : other).EnsureAsync(id)));
            await Task.WhenAll(one.ReconcileAsync(), other.ReconcileAsync());

            var met = new List<ClockRecord>();
            var (first, second) = (one.NextAsync(), other.NextAsync());
            foreach (var hours in (int[])[44, 48, 68, 72])
            {
                portal.Time.SetUtcNow(TestPortal.Start.AddHours(hours));
                for (var number = 0; number < Connections; number++)
                {
                    var next = await Task.WhenAny(first, second);
                    met.Add(await next);
                    if (next == first)
                        first = one.NextAsync();
                    else
                        second = other.NextAsync();
                }
            }

            met.Should().AllSatisfy(record => (record.ReachedAt - record.DueAt).Should().BeLessThan(TimeSpan.FromSeconds(1)));
            await using var db = await database.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
            (await db.Set<ClockRecord>().Select(record => new { record.ConnectionId, record.Moment }).ToListAsync(TestContext.Current.CancellationToken))
                .Should().BeEquivalentTo(ids.SelectMany(id => Enum.GetValues<ClockMoment>().Select(moment => new { ConnectionId = id, Moment = moment })));
        }
        finally
        {
            await database.DisposeAsync();
        }
    }
}
