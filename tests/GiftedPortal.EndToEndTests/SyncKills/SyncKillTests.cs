using System.Diagnostics;
using System.Globalization;
using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Tests.Features.Sync;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.DataProtection;

namespace GiftedPortal.EndToEndTests.SyncKills;

/// <summary>
/// Processes that sync one after the other over one database are killed (kill -9), each at another moment of a run. <c>GIFTED_SYNC_KILLS=200</c> makes it two hundred
/// on each database; <c>GIFTED_SYNC_SEED</c> draws other moments.
/// </summary>
public sealed class SyncKillTests(PostgresServer server)
{
    private static readonly int Kills = Setting("GIFTED_SYNC_KILLS", 12);
    private static readonly int Seed = Setting("GIFTED_SYNC_SEED", 6);

    [Fact]
    public Task Whenever_a_process_dies_the_roster_is_that_of_a_complete_run_on_SQLite() => PlayAsync(new SqliteDatabase());

    [Fact]
    public Task Whenever_a_process_dies_the_roster_is_that_of_a_complete_run_on_PostgreSQL() => PlayAsync(new PostgresDatabase(server));

    private static async Task PlayAsync(ITestDatabase database)
    {
        var keys = Directory.CreateDirectory(TemporaryFolder.PathFor("keys"));
        await database.InitializeAsync();
        try
        {
            var bench = await new SyncBench(database.Contexts, protection: DataProtectionProvider.Create(keys)).ApproveAsync();
            await using var nodes = new ReadyNodes(() => SyncingNode.StartAsync(database, bench.Connection, keys.FullName));
            await KillAsync(nodes, new KilledSyncs(database.Contexts, bench.Connection));
        }
        finally
        {
            await database.DisposeAsync();
            keys.Delete(recursive: true);
        }
    }

    private static async Task KillAsync(ReadyNodes nodes, KilledSyncs syncs)
    {
        var (random, watch, standing) = (new Random(Seed), Stopwatch.StartNew(), new Dictionary<Part, int>());
        var moments = await RehearseAsync(nodes);
        for (var kill = 0; kill < Kills; kill++)
        {
            var order = Order.Draw(random, kill, moments);
            await using var node = await nodes.NextAsync();
            var said = await node.ObeyAsync(order);
            await node.KillAsync();
            var runs = await syncs.ShouldBeWholeAsync($"kill {kill + 1} of seed {Seed} was at '{order}': {said}");
            if (runs[^1].Status == SyncRunStatus.Running)
            {
                runs[^1].Node.Should().Contain($"/{node.Id}/", "every earlier one was given up");
                standing[order.Part] = standing.GetValueOrDefault(order.Part) + 1;
            }
        }

        await using var last = await nodes.NextAsync();
        await last.ObeyAsync(Order.Recover);
        var all = await syncs.ShouldBeWholeAsync("nobody was killed since");
        all[^1].Status.Should().Be(SyncRunStatus.Succeeded);
        all.Count(run => run.Status == SyncRunStatus.Interrupted).Should().Be(standing.Values.Sum(), "the log tells of each run that was interrupted");
        standing.Should().ContainKey(Part.Reading, "who stands still there is in the middle of a run");
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Kills} kills with seed {Seed} in {watch.Elapsed.TotalSeconds:0} s, in the middle of a run: {string.Join(", ", standing)}; {all.Count} runs, {string.Join(", ", moments)} moments each.");
    }

    /// <summary>Some runs that nobody disturbs.</summary>
    /// <returns>How many moments the parts of a run have.</returns>
    private static async Task<Dictionary<Part, int>> RehearseAsync(ReadyNodes nodes)
    {
        await using var node = await nodes.NextAsync();
        var said = await node.ObeyAsync(Order.Rehearse);
        return said.Split(' ').Select(part => part.Split('=')).ToDictionary(part => Enum.Parse<Part>(part[0]), part => int.Parse(part[1], CultureInfo.InvariantCulture));
    }

    private static int Setting(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{otherwise}", CultureInfo.InvariantCulture);

    /// <summary>Processes get ready while others die: to start is what takes them longest.</summary>
    private sealed class ReadyNodes : IAsyncDisposable
    {
        private readonly Func<Task<SyncingNode>> _start;
        private readonly Queue<Task<SyncingNode>> _waiting;

        public ReadyNodes(Func<Task<SyncingNode>> start) => (_start, _waiting) = (start, new(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => start())));

        public Task<SyncingNode> NextAsync()
        {
            _waiting.Enqueue(_start());
            return _waiting.Dequeue();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var node in _waiting)
            {
                await (await node).DisposeAsync();
            }
        }
    }
}
