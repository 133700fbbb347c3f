using System.Diagnostics;
using System.Globalization;
using GiftedPortal.Benchmarks.Queue;
using GiftedPortal.Data;
using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Benchmarks.Log;

/// <summary>The sync log with ten million lines on each of the two databases: every combination of filters that its pages offer, on the first page, in the middle and at the far end.</summary>
internal static class LogBenchmark
{
    private const int Runs = 20;
    private const double Limit = 50; // milliseconds
    private const double MostForDepth = 2;

    private static readonly string?[] Texts = [null, "ltd", "closed", "company 0719", "operator 7", "nobody of this name"];

    public static async Task RunAsync(Table table, int entries)
    {
        var folder = Directory.CreateTempSubdirectory("gifted-log-");
        try
        {
            await RunAsync(table, entries, new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "portal.db")}"));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        await using var postgres = new PostgresServer { IsDurable = true };
        await RunAsync(table, entries, new DatabaseOptions(DatabaseProvider.Postgres, await postgres.CreateDatabaseAsync()));
    }

    private static async Task RunAsync(Table table, int entries, DatabaseOptions database)
    {
        await using var portal = await PortalServices.CreateAsync(database);
        var filled = new FullLog(entries, TimeProvider.System.GetUtcNow());
        var started = Stopwatch.GetTimestamp();
        await using (var bare = new ServiceCollection().AddPortalDatabase(database).BuildServiceProvider())
        {
            await using var db = await bare.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
            await LogDatabase.WithoutIndexesAsync(db, () => filled.FillAsync(db));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database.Provider}: {entries:N0} lines of {filled.RunCount:N0} runs, written in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        var log = portal.GetRequiredService<SyncLogService>();
        await AskAsync(table, $"list of runs, {database.Provider}", RunPages(filled).Select(page => (page.Said, page.Depth, (Func<Task<int>>)(async () => (await log.ListRunsAsync(page.Query, FullLog.Olga, default)).Count))));
        await AskAsync(table, $"how many runs are newer, {database.Provider}", Newer(filled).Select(page => (page.Said, 0, (Func<Task<int>>)(() => log.CountNewerAsync(page.Query, page.Run, FullLog.Olga, default)))));
        await AskAsync(table, $"lines of a run, {database.Provider}", EntryPages(filled).Select(page => (page.Said, page.Depth, (Func<Task<int>>)(async () => (await log.EntriesAsync(filled.Longest.Id, page.Query, FullLog.Olga, default)).Count))));
    }

    private static async Task AskAsync(Table table, string what, IEnumerable<(string Said, int Depth, Func<Task<int>> Ask)> questions)
    {
        var asked = new List<(string Said, int Depth, double Median, double Late, int Found)>();
        foreach (var (said, depth, ask) in questions)
        {
            var found = await ask();
            var figures = new List<double>();
            for (var run = 0; run < Runs; run++)
            {
                var started = Stopwatch.GetTimestamp();
                await ask();
                figures.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            asked.Add((said, depth, Table.Median(figures), Table.Percentile(figures, 0.95), found));
        }

        foreach (var (said, depth, median, late, found) in asked.OrderByDescending(one => one.Median).Take(5))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {said}, depth {depth}: {found} rows, median {median:0.0} ms, 95th percentile {late:0.0} ms"));
        table.Add($"{what}, slowest of {asked.Count} questions (95th percentile), against the budget", asked.Max(one => one.Late), Limit, "ms", 1);
        if (asked.Exists(one => one.Depth > 0))
            table.Add($"{what}, far end against the first page (median of the medians)", Table.Median(asked.Where(one => one.Depth == 2).Select(one => one.Median)), Table.Median(asked.Where(one => one.Depth == 0).Select(one => one.Median)), "ms", MostForDepth);
    }

    private static IEnumerable<(string Said, int Depth, RunQuery Query)> RunPages(FullLog log) =>
        from status in Enum.GetValues<SyncRunStatus>().Select(status => (SyncRunStatus?)status).Prepend(null)
        from customer in new (string? Name, Guid? Id)[] { (null, null), ("busiest", log.Busiest), ("usual", log.Usual), ("gone", log.Gone) }
        from text in Texts
        from day in new (string? Name, DateTimeOffset? From)[] { (null, null), ("a day", log.Longest.StartedAt) }
        from depth in Enumerable.Range(0, 3)
        select (Said(status, customer.Name, text, day.Name), depth, new RunQuery(customer.Id, Status: status, Text: text, Before: BeforeOf(log, depth)) { From = day.From, To = day.From?.AddDays(1) });

    private static IEnumerable<(string Said, Guid Run, RunQuery Query)> Newer(FullLog log) =>
        from status in Enum.GetValues<SyncRunStatus>().Select(status => (SyncRunStatus?)status).Prepend(null)
        from text in Texts
        // what somebody who looks at the newest page has missed since this morning
        select (Said(status, null, text, null), log.Keys[^(log.RunCount / 800)], new RunQuery(Status: status, Text: text));

    private static IEnumerable<(string Said, int Depth, EntryQuery Query)> EntryPages(FullLog log) =>
        from kind in Enum.GetValues<SyncEntryKind>().Select(kind => (SyncEntryKind?)kind).Prepend(null)
        from text in new[] { null, log.SomebodyLate, "11", "nobody" }
        from depth in Enumerable.Range(0, 3)
        select (Said(kind, text), depth, new EntryQuery(kind, text, depth switch { 0 => null, 1 => (log.Lines.First + log.Lines.Last) / 2, _ => log.Lines.Last - 100 }));

    private static Guid? BeforeOf(FullLog log, int depth) => depth switch { 0 => null, 1 => log.Keys[log.RunCount / 2], _ => log.Keys[log.RunCount / 100] };

    private static string Said(params object?[] parts) => string.Join(' ', parts.OfType<object>().DefaultIfEmpty("everything"));
}
