using System.Diagnostics;
using System.Globalization;
using GiftedPortal.Benchmarks.Queue;
using GiftedPortal.Data;
using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Log.Errors;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Benchmarks.Log;

/// <summary>The sync log with ten million lines on each of the two databases: every combination of filters that its pages offer, on the first page, in the middle and at the far end.</summary>
internal static class LogBenchmark
{
    private const int Runs = 20;
    private const int FirstLook = 3;
    private const int Slowest = 40;
    private const double Limit = 50; // milliseconds
    private const double MostForDepth = 2;

    private static readonly string?[] Codes = [null, "fields-hidden", "named-twice", "without-id", "unreachable", "forbidden"];
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
        await AskAsync(table, $"runs by person, {database.Provider}", PersonPages(filled).Select(page => (page.Said, page.Depth, (Func<Task<int>>)(async () => (await log.ListRunsAsync(page.Query, FullLog.Olga, default)).Count))));
        await AskAsync(table, $"runs by day, {database.Provider}", Months().Select(month => (month.Said, month.Depth, (Func<Task<int>>)(async () => (await log.DaysAsync(month.Starts, FullLog.Olga, default)).Count))));
        await AskAsync(table, $"how many runs are newer, {database.Provider}", Newer(filled).Select(page => (page.Said, 0, (Func<Task<int>>)(() => log.CountNewerAsync(page.Query, page.Run, FullLog.Olga, default)))));
        await AskAsync(table, $"lines of a run, {database.Provider}", EntryPages(filled).Select(page => (page.Said, page.Depth, (Func<Task<int>>)(async () => (await log.EntriesAsync(filled.Longest.Id, page.Query, FullLog.Olga, default)).Count))));
    }

    private static async Task AskAsync(Table table, string what, IEnumerable<(string Said, int Depth, Func<Task<int>> Ask)> questions)
    {
        // all of them a few times, then those that seemed slowest often enough for a percentile
        var looks = new List<(string Said, int Depth, Func<Task<int>> Ask, int Found, double Median)>();
        foreach (var (said, depth, ask) in questions)
        {
            var found = await ask();
            looks.Add((said, depth, ask, found, Table.Median(await TimesAsync(ask, FirstLook))));
        }

        var asked = new List<(string Said, int Depth, double Median, double Late, int Found)>();
        foreach (var (said, depth, ask, found, _) in looks.OrderByDescending(look => look.Median).Take(Slowest))
        {
            var figures = await TimesAsync(ask, Runs);
            asked.Add((said, depth, Table.Median(figures), Table.Percentile(figures, 0.95), found));
        }

        foreach (var (said, depth, median, late, found) in asked.OrderByDescending(one => one.Late).Take(8))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {said}, depth {depth}: {found} rows, median {median:0.0} ms, 95th percentile {late:0.0} ms"));
        table.Add($"{what}, slowest of {looks.Count} questions (95th percentile), against the budget", asked.Max(one => one.Late), Limit, "ms", 1);
        double Usual(int depth) => Table.Median(looks.Where(look => look.Depth == depth).Select(look => look.Median));
        if (looks.Exists(look => look.Depth > 0))
            table.Add($"{what}, far end against the first page (median of the medians)", Usual(2), Usual(0), "ms", MostForDepth);
    }

    private static async Task<List<double>> TimesAsync(Func<Task<int>> ask, int runs)
    {
        var figures = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            await ask();
            figures.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return figures;
    }

    private static IEnumerable<(string Said, int Depth, RunQuery Query)> RunPages(FullLog log) =>
        from status in Enum.GetValues<SyncRunStatus>().Select(status => (SyncRunStatus?)status).Prepend(null)
        from customer in new (string? Name, Guid? Id)[] { (null, null), ("busiest", log.Busiest), ("usual", log.Usual), ("gone", log.Gone) }
        from text in Texts
        from code in Codes
        from day in new (string? Name, DateTimeOffset? From)[] { (null, null), ("a day", log.Longest.StartedAt) }
        from depth in Enumerable.Range(0, 3)
        select (Said(status, customer.Name, text, code, day.Name), depth, new RunQuery(customer.Id, Status: status, Text: text, Before: BeforeOf(log, depth)) { From = day.From, To = day.From?.AddDays(1), Error = ErrorCatalogue.Find(code) });

    private static IEnumerable<(string Said, int Depth, RunQuery Query)> PersonPages(FullLog log) =>
        from person in new (string Name, string Text, bool ById)[]
        {
            ("somebody at the busiest", FullLog.PersonOf(0, 123_456), true), ("somebody at a usual one", FullLog.PersonOf(500, 7), true), ("nobody", "12345", true),
            ("a rare name", "Smith12345", false), ("a frequent name", "Ann7", false), ("no name", "Zebra", false),
        }
        from customer in new (string? Name, Guid? Id)[] { (null, null), ("busiest", log.Busiest), ("usual", log.Usual) }
        // across customers only ids are looked for
        where customer.Id is not null || person.ById
        from status in new SyncRunStatus?[] { null, SyncRunStatus.Failed }
        from code in new[] { null, "fields-hidden" }
        from depth in Enumerable.Range(0, 3)
        select (Said(person.Name, customer.Name, status, code), depth, new RunQuery(customer.Id, Status: status, Before: BeforeOf(log, depth)) { Person = person.Text, Error = ErrorCatalogue.Find(code) });

    private static IEnumerable<(string Said, Guid Run, RunQuery Query)> Newer(FullLog log) =>
        from status in Enum.GetValues<SyncRunStatus>().Select(status => (SyncRunStatus?)status).Prepend(null)
        from text in Texts
        from code in Codes
        // what somebody who looks at the newest page has missed since this morning
        select (Said(status, text, code), log.Keys[^(log.RunCount / 800)], new RunQuery(Status: status, Text: text) { Error = ErrorCatalogue.Find(code) });

    private static IEnumerable<(string Said, int Depth, EntryQuery Query)> EntryPages(FullLog log) =>
        from kind in Enum.GetValues<SyncEntryKind>().Select(kind => (SyncEntryKind?)kind).Prepend(null)
        from text in new[] { null, log.SomebodyLate, "11", "nobody" }
        from code in new SyncEntryCode?[] { null, SyncEntryCode.FieldsHidden, SyncEntryCode.NamedTwice, SyncEntryCode.WithoutId }
        // what has a code is a warning: any other question is answered without the database
        where code is null || kind is null or SyncEntryKind.Warning
        from depth in Enumerable.Range(0, 4)
        select (Said(kind, text, code), depth is 3 ? 1 : depth, new EntryQuery(kind, text, depth switch { 1 => (log.Lines.First + log.Lines.Last) / 2, 2 => log.Lines.Last - 100, _ => null })
        {
            Code = code,
            // somebody was sent to a line
            Line = depth == 3 ? (log.Lines.First + log.Lines.Last) / 2 : null,
        });

    // the heat map of thirty days
    private static IEnumerable<(string Said, int Depth, IReadOnlyList<DateTimeOffset> Starts)> Months() =>
        from depth in Enumerable.Range(0, 3)
        let last = TimeProvider.System.GetUtcNow().Date.AddDays(1 - (depth * 150))
        select ("thirty days", depth, (IReadOnlyList<DateTimeOffset>)[.. Enumerable.Range(0, 31).Select(day => new DateTimeOffset(last.AddDays(day - 30), TimeSpan.Zero))]);

    private static Guid? BeforeOf(FullLog log, int depth) => depth switch { 0 => null, 1 => log.Keys[log.RunCount / 2], _ => log.Keys[log.RunCount / 100] };

    private static string Said(params object?[] parts) => string.Join(' ', parts.OfType<object>().DefaultIfEmpty("everything"));
}
