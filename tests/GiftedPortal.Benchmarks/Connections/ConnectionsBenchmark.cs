using GiftedPortal.Benchmarks.Queue;
using GiftedPortal.Data;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers.HiBob.Api;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace GiftedPortal.Benchmarks.Connections;

/// <summary>
/// A thousand connections of a hundred people on one node, each synced every fifteen minutes: one such interval in real time, on SQLite, with Bob's recorded answers.
/// Shorter intervals have as many fewer connections, so that as many runs begin in a second.
/// </summary>
internal static class ConnectionsBenchmark
{
    private const int Connections = 1000;
    private const int Minutes = 15;
    private const int People = 100;
    private const double MostDelay = 5; // seconds
    private const double MostForOthers = 1.2;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Table table, TimeSpan interval)
    {
        var count = (int)Math.Round(Connections * interval.TotalMinutes / Minutes);
        var folder = Directory.CreateTempSubdirectory("gifted-connections-");
        try
        {
            await using var portal = await PortalServices.CreateAsync(
                new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "portal.db")}"),
                await ReplayedBobAsync(),
                ("Sync:Interval", interval.ToString("c")), ("Sync:MinimumInterval", "00:00:01"));
            await RunAsync(table, portal, count, interval);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(Table table, ServiceProvider portal, int count, TimeSpan interval)
    {
        Console.WriteLine($"{count} connections of {People} people are made and synced once");
        var ids = await LiveConnections.CreateAsync(portal, count);
        var pages = new OtherPages(portal, ids[0]);
        await pages.AskAsync(TimeSpan.FromSeconds(5));
        var before = await pages.AskAsync(Quiet);

        var syncs = portal.GetRequiredService<SyncScheduler>();
        foreach (var id in ids)
            await syncs.RestoreAsync(id, default);
        var scheduler = await portal.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var started = TimeProvider.System.GetUtcNow();
        // whose slot passed while they were scheduled are due as soon as the scheduler runs: part of the figure
        var slots = new Dictionary<Guid, DateTimeOffset>();
        foreach (var id in ids)
            slots[id] = (await scheduler.GetTriggersOfJob(SyncJob.KeyOf(id))).Single().StartTimeUtc;
        await scheduler.Start();
        var meanwhile = await pages.AskAsync(slots.Values.Max() - TimeProvider.System.GetUtcNow() + Grace);
        var runs = await RunsSinceAsync(portal, started);
        await scheduler.Shutdown(waitForJobsToComplete: true);

        var made = ids.Where(runs.ContainsKey).ToList();
        var delays = made.ConvertAll(id => (runs[id].StartedAt - (slots[id] > started ? slots[id] : started)).TotalSeconds);
        Table.Spread("a run begins after its slot", delays, "s");
        Table.Spread("a run lasts", made.ConvertAll(id => ((runs[id].FinishedAt ?? TimeProvider.System.GetUtcNow()) - runs[id].StartedAt).TotalMilliseconds), "ms");
        table.Add($"{count} connections every {interval:c}: runs that ended well within their interval, against all (the other way round)", count, made.Count(id => runs[id].Status == SyncRunStatus.Succeeded), "runs", 1);
        table.Add("delay of a run (99th percentile), against the budget", Table.Percentile(delays, 0.99), MostDelay, "s", 1);
        foreach (var (name, figures) in meanwhile)
        {
            Table.Spread($"{name}, without syncs", before[name], "ms");
            Table.Spread($"{name}, with syncs", figures, "ms");
            table.Add($"{name} (95th percentile), with syncs against without", Table.Percentile(figures, 0.95), Table.Percentile(before[name], 0.95), "ms", MostForOthers);
        }
    }

    private static async Task<Dictionary<Guid, SyncRun>> RunsSinceAsync(ServiceProvider portal, DateTimeOffset started)
    {
        await using var db = await portal.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var runs = await db.Set<SyncRun>().AsNoTracking().Where(run => run.StartedAt >= started).OrderBy(run => run.Id).ToListAsync();
        return runs.DistinctBy(run => run.ConnectionId).ToDictionary(run => run.ConnectionId);
    }

    // each service user is limited on its own, and the sandbox has one: its answers, recorded
    private static async Task<Action<IServiceCollection>> ReplayedBobAsync()
    {
        var replay = new Replay();
        await using var sandbox = await SandboxProcess.StartAsync();
        await sandbox.SetAsync(People, TimeSpan.Zero);
        using (var portal = new PortalUnderTest(sandbox.Address, replay.Record))
        {
            await portal.CheckAsync();
            // the search of a sync comes after that of the check, at the same address: both get the sync's answer, which shows more
            await portal.ReadPeopleAsync();
        }

        return services => services.AddHttpClient(HiBobClient.HttpName).ConfigurePrimaryHttpMessageHandler(replay.Play);
    }
}
