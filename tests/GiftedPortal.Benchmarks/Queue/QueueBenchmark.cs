using System.Diagnostics;
using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Benchmarks.Queue;

/// <summary>The queue with ten thousand open connections, and what a decision costs in it, on each of the two databases.</summary>
internal static class QueueBenchmark
{
    private const int Runs = 20;
    private const double RowsLimit = 100; // milliseconds
    private const int LastPage = (FullQueue.Open + QueueService.PageSize - 1) / QueueService.PageSize;

    /// <summary>Everything that the page offers: each filter, a search that finds many, one and nobody, and pages at both ends and in the middle.</summary>
    private static readonly QueueQuery[] Queries =
    [
        new(), new(Page: LastPage / 2), new(Page: LastPage), new(Mine: true), new(Mine: true, Text: "gmbh"),
        .. QueueService.Shown.Select(status => new QueueQuery(status)),
        new(ConnectionStatus.Submitted, Page: 140), // its last
        new(Text: "ltd"), new(Text: "ltd", Page: 67), new(Text: "company 07919"), new(Text: "nobody of this name"), new(ConnectionStatus.InReview, Text: "ltd"),
    ];

    public static async Task RunAsync(Table table)
    {
        var folder = Directory.CreateTempSubdirectory("gifted-queue-");
        try
        {
            await RunAsync(table, new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "portal.db")}"));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        await using var postgres = new PostgresServer { IsDurable = true };
        await RunAsync(table, new DatabaseOptions(DatabaseProvider.Postgres, await postgres.CreateDatabaseAsync()));
    }

    private static async Task RunAsync(Table table, DatabaseOptions database)
    {
        Console.WriteLine($"{database.Provider}: {FullQueue.Open} open connections and {FullQueue.Decided} decided ones are written");
        await using var portal = await PortalServices.CreateAsync(database);
        // without the portal's letters to staff, which are no part of the figure
        await using (var bare = new ServiceCollection().AddPortalDatabase(database).BuildServiceProvider())
        {
            await FullQueue.FillAsync(bare.GetRequiredService<IDbContextFactory<PortalDbContext>>(), TimeProvider.System.GetUtcNow());
        }

        await RowsAsync(table, portal, database.Provider);
        await DecisionCost.RunAsync(table, portal, database.Provider);
    }

    private static async Task RowsAsync(Table table, ServiceProvider portal, DatabaseProvider database)
    {
        var queue = portal.GetRequiredService<QueueService>();
        var slowest = 0.0;
        foreach (var query in Queries)
        {
            var figures = new List<double>();
            for (var run = 0; run <= Runs; run++)
            {
                var started = Stopwatch.GetTimestamp();
                var found = await queue.ListAsync(query, FullQueue.Rita, default);
                var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (run > 0)
                    figures.Add(took);
                if (run == Runs)
                    Table.Spread(string.Create(CultureInfo.InvariantCulture, $"{Said(query)}: {found.Rows.Count} of {found.Count} rows"), figures, "ms");
            }

            slowest = Math.Max(slowest, Table.Percentile(figures, 0.95));
        }

        table.Add($"rows of the queue, {database}, slowest of {Queries.Length} questions (95th percentile), against the budget", slowest, RowsLimit, "ms", 1);
    }

    private static string Said(QueueQuery query) => string.Join(' ', new[]
    {
        query.Status?.ToString() ?? "all", query.Mine ? "mine" : null, query.Text is null ? null : $"'{query.Text}'", string.Create(CultureInfo.InvariantCulture, $"page {query.Page}"),
    }.OfType<string>());
}
