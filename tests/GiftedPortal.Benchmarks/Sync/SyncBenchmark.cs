using System.Diagnostics;
using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Benchmarks.Sync;

/// <summary>What syncs cost, beside the floor of each: the same body, served by the same process, in the same minute.</summary>
internal static class SyncBenchmark
{
    private const int People = 100_000;

    public static async Task RunAsync(Table table, int runs)
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        await sandbox.SetAsync(People, TimeSpan.Zero);
        var figures = new Dictionary<string, List<double>>();
        for (var run = 0; run <= runs; run++)
            foreach (var (what, milliseconds) in await OnceAsync(sandbox))
                if (run > 0) // the first one warms up
                    (figures.TryGetValue(what, out var list) ? list : figures[what] = []).Add(milliseconds);
        foreach (var (what, milliseconds) in figures)
            Table.Spread(what, milliseconds, "ms");
        double Middle(string what) => Table.Median(figures[what]);
        table.Add("first sync, 100,000 people, SQLite, against one pass and one prepared statement", Middle("first"), Middle("insert"), "ms", 1.5);
        table.Add("second sync, nothing changed, against the pass alone", Middle("unchanged"), Middle("pass"), "ms", 1.3);
        table.Add("second sync, 1 % changed, against the pass alone", Middle("changed"), Middle("pass"), "ms", 1.5);
    }

    private static async Task<IReadOnlyList<(string What, double Milliseconds)>> OnceAsync(SandboxProcess sandbox)
    {
        using var folder = new TemporaryFolder();
        var database = new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.Path, "ours.db")};Pooling=True");
        await using var bench = await SyncBench.CreateAsync(sandbox.Address, database);
        var floor = $"Data Source={Path.Combine(folder.Path, "floor.db")};Pooling=False";
        File.Copy(Path.Combine(folder.Path, "ours.db"), Path.Combine(folder.Path, "floor.db"));
        return
        [
            ("pass", await TimeAsync(async () => await sandbox.SearchAsync(new BodyPass(null).ReadAsync))),
            ("insert", await TimeAsync(async () => await sandbox.SearchAsync(body => SqliteFloor.InsertAsync(floor, bench.Connection, body, People)))),
            ("first", await TimeAsync(() => bench.RunAsync(SyncOutcome.FirstRoster, People))),
            ("unchanged", await TimeAsync(() => bench.RunAsync(SyncOutcome.Unchanged, People))),
            ("changed", await ChangedAsync(bench)),
        ];
    }

    private static async Task<double> ChangedAsync(SyncBench bench)
    {
        await bench.ChangeOneInHundredAsync();
        return await TimeAsync(() => bench.RunAsync(SyncOutcome.Changed, People, People / 100));
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
