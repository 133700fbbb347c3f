using System.Diagnostics;
using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Benchmarks.Sync;

/// <summary>What syncs cost, beside the floor of each: the same body, served by the same process, in the same minute.</summary>
internal static class SyncBenchmark
{
    private const int People = 100_000;

    public static async Task RunAsync(Table table, int runs)
    {
        var figures = await RepeatAsync(table, runs, OnSqliteAsync);
        double Middle(string what) => Table.Median(figures[what]);
        table.Add("first sync, 100,000 people, SQLite, against one pass and one prepared statement", Middle("first"), Middle("floor"), "ms", 1.5);
        table.Add("second sync, nothing changed, against the pass alone", Middle("unchanged"), Middle("pass"), "ms", 1.3);
        table.Add("second sync, 1 % changed, against the pass alone", Middle("changed"), Middle("pass"), "ms", 1.5);
    }

    public static async Task RunOnPostgresAsync(Table table, int runs)
    {
        await using var postgres = new PostgresServer { IsDurable = true };
        var figures = await RepeatAsync(table, runs, sandbox => OnPostgresAsync(sandbox, postgres));
        double Middle(string what) => Table.Median(figures[what]);
        table.Add("first sync, 100,000 people, PostgreSQL, against one pass and one COPY", Middle("first"), Middle("floor"), "ms", 1.5);
        table.Add("second sync on PostgreSQL, nothing changed, against the pass alone", Middle("unchanged"), Middle("pass"), "ms", 1.3);
        table.Add("second sync on PostgreSQL, 1 % changed, against the pass alone", Middle("changed"), Middle("pass"), "ms", 1.5);
    }

    private static async Task<Dictionary<string, List<double>>> RepeatAsync(Table table, int runs, Func<SandboxProcess, Task<IReadOnlyList<(string What, double Milliseconds)>>> once)
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        await sandbox.SetAsync(People, TimeSpan.Zero);
        var figures = new Dictionary<string, List<double>>();
        for (var run = 0; run <= runs; run++)
            foreach (var (what, milliseconds) in await once(sandbox))
                if (run > 0) // the first one warms up
                    (figures.TryGetValue(what, out var list) ? list : figures[what] = []).Add(milliseconds);
        foreach (var (what, milliseconds) in figures)
            Table.Spread(what, milliseconds, "ms");
        table.Note(string.Create(CultureInfo.InvariantCulture,
            $"The permission check that each run makes first is no part of a sync's figures; it took {Table.Median(figures["check"]):0} ms (see -- check)."));
        return figures;
    }

    private static async Task<IReadOnlyList<(string What, double Milliseconds)>> OnSqliteAsync(SandboxProcess sandbox)
    {
        using var folder = new TemporaryFolder();
        var database = new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.Path, "ours.db")};Pooling=True");
        await using var bench = await SyncBench.CreateAsync(sandbox.Address, database);
        var floor = $"Data Source={Path.Combine(folder.Path, "floor.db")};Pooling=False";
        File.Copy(Path.Combine(folder.Path, "ours.db"), Path.Combine(folder.Path, "floor.db"));
        return await OnceAsync(sandbox, bench, body => SqliteFloor.InsertAsync(floor, bench.Connection, body, People));
    }

    private static async Task<IReadOnlyList<(string What, double Milliseconds)>> OnPostgresAsync(SandboxProcess sandbox, PostgresServer postgres)
    {
        var database = new DatabaseOptions(DatabaseProvider.Postgres, await postgres.CreateDatabaseAsync());
        await using var bench = await SyncBench.CreateAsync(sandbox.Address, database);
        var floor = await postgres.CreateDatabaseAsync(template: database.ConnectionString);
        return await OnceAsync(sandbox, bench, body => PostgresFloor.CopyAsync(floor, bench.Connection, body, People));
    }

    private static async Task<IReadOnlyList<(string What, double Milliseconds)>> OnceAsync(SandboxProcess sandbox, SyncBench bench, Func<Stream, Task> floor) =>
    [
        ("pass", await TimeAsync(async () => await sandbox.SearchAsync(new BodyPass(null).ReadAsync))),
        ("floor", await TimeAsync(async () => await sandbox.SearchAsync(floor))),
        ("first", await TimeAsync(() => bench.RunAsync(SyncOutcome.FirstRoster, People))),
        ("unchanged", await TimeAsync(() => bench.RunAsync(SyncOutcome.Unchanged, People))),
        ("changed", await ChangedAsync(bench)),
        ("check", await CheckAsync(sandbox)),
    ];

    private static async Task<double> ChangedAsync(SyncBench bench)
    {
        var people = await bench.ChangeOneInHundredAsync();
        return await TimeAsync(() => bench.RunAsync(SyncOutcome.Changed, People, people));
    }

    private static async Task<double> CheckAsync(SandboxProcess sandbox)
    {
        using var portal = new PortalUnderTest(sandbox.Address);
        return await TimeAsync(() => portal.CheckAsync());
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
