using GiftedPortal.Benchmarks.Queue;
using GiftedPortal.Benchmarks.Wizard;
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
/// A thousand connections of a hundred people on one node, each synced every fifteen minutes: one such interval in real time, in the portal as it would be deployed, on SQLite,
/// with Bob's recorded answers; and what others wait for meanwhile. Shorter intervals have as many fewer connections, so that as many runs begin in a second.
/// </summary>
internal static class ConnectionsBenchmark
{
    private const int Connections = 1000;
    private const int Minutes = 15;
    private const int People = 100;
    private const double MostDelay = 5; // seconds
    private const double MostForOthers = 1.2;
    private static readonly TimeSpan NotYet = TimeSpan.FromDays(365);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Table table, TimeSpan interval)
    {
        var count = (int)Math.Round(Connections * interval.TotalMinutes / Minutes);
        using var published = await Published.CreateAsync();
        var folder = Directory.CreateTempSubdirectory("gifted-connections-");
        try
        {
            var (file, replay) = ($"Data Source={Path.Combine(folder.FullName, "portal.db")}", await RecordAsync());
            await using var bob = await RecordedBob.StartAsync(replay);
            // makes the customers, and knows what the deployed one should do
            await using var beside = await PortalServices.CreateAsync(
                new DatabaseOptions(DatabaseProvider.Sqlite, file),
                services => services.AddHttpClient(HiBobClient.HttpName).ConfigurePrimaryHttpMessageHandler(replay.Play),
                ("Sync:Interval", interval.ToString("c")), ("Sync:MinimumInterval", "00:00:01"));
            await RunAsync(table, beside, count, interval, length => published.StartPortalAsync(
                ("ConnectionStrings__Portal", file), ("HiBob__Environments__Simulated__BaseUrl", bob.BaseUrl),
                ("Sync__Interval", length.ToString("c")), ("Sync__MinimumInterval", "00:00:01")));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(Table table, ServiceProvider beside, int count, TimeSpan interval, Func<TimeSpan, Task<WebProcess>> startAsync)
    {
        Console.WriteLine($"{count} connections of {People} people are made and synced once");
        var ids = await LiveConnections.CreateAsync(beside, count);
        var before = await WithoutSyncsAsync(interval / 2, startAsync);
        var slots = await ScheduleAsync(beside, ids);
        // whose slot passes before the portal runs are due as soon as it does: part of the figure
        var started = TimeProvider.System.GetUtcNow();
        IReadOnlyDictionary<string, List<double>> meanwhile;
        Dictionary<Guid, SyncRun> runs;
        await using (var portal = await startAsync(interval))
        await using (var pages = await OtherPages.OfAsync(portal))
        {
            meanwhile = await pages.OpenAsync(slots.Values.Max() - TimeProvider.System.GetUtcNow() + Grace);
            runs = await RunsSinceAsync(beside, started);
        }

        // as long without syncs as with them, half of it on either side: a machine or a browser that gets slower meanwhile is nobody's fault
        var after = await WithoutSyncsAsync(interval / 2, startAsync);
        var made = ids.Where(runs.ContainsKey).ToList();
        var delays = made.ConvertAll(id => (runs[id].StartedAt - (slots[id] > started ? slots[id] : started)).TotalSeconds);
        Table.Spread("a run begins after its slot", delays, "s");
        Table.Spread("a run lasts", made.ConvertAll(id => ((runs[id].FinishedAt ?? TimeProvider.System.GetUtcNow()) - runs[id].StartedAt).TotalMilliseconds), "ms");
        table.Add($"{count} connections every {interval:c}: runs that ended well within their interval, against all (the other way round)", count, made.Count(id => runs[id].Status == SyncRunStatus.Succeeded), "runs", 1);
        table.Add("delay of a run (99th percentile), against the budget", Table.Percentile(delays, 0.99), MostDelay, "s", 1);
        foreach (var (name, figures) in meanwhile)
        {
            Table.Spread($"{name}, without syncs, before", before[name], "ms");
            Table.Spread($"{name}, with syncs", figures, "ms");
            Table.Spread($"{name}, without syncs, after", after[name], "ms");
            table.Add($"{name} on screen (95th percentile), with syncs against without", Table.Percentile(figures, 0.95), Table.Percentile([.. before[name], .. after[name]], 0.95), "ms", MostForOthers);
        }
    }

    /// <summary>What others wait for when nobody's turn comes.</summary>
    private static async Task<IReadOnlyDictionary<string, List<double>>> WithoutSyncsAsync(TimeSpan length, Func<TimeSpan, Task<WebProcess>> startAsync)
    {
        await using var portal = await startAsync(NotYet);
        await using var pages = await OtherPages.OfAsync(portal);
        return await pages.OpenAsync(length);
    }

    /// <summary>Gives everybody their slot in the interval, and says when it is.</summary>
    private static async Task<Dictionary<Guid, DateTimeOffset>> ScheduleAsync(ServiceProvider beside, IReadOnlyList<Guid> ids)
    {
        var (syncs, scheduler) = (beside.GetRequiredService<SyncScheduler>(), await beside.GetRequiredService<ISchedulerFactory>().GetScheduler());
        var slots = new Dictionary<Guid, DateTimeOffset>();
        foreach (var id in ids)
        {
            await syncs.RestoreAsync(id, default);
            slots[id] = (await scheduler.GetTriggersOfJob(SyncJob.KeyOf(id))).Single().StartTimeUtc;
        }

        return slots;
    }

    private static async Task<Dictionary<Guid, SyncRun>> RunsSinceAsync(ServiceProvider portal, DateTimeOffset started)
    {
        await using var db = await portal.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var runs = await db.Set<SyncRun>().AsNoTracking().Where(run => run.StartedAt >= started).OrderBy(run => run.Id).ToListAsync();
        return runs.DistinctBy(run => run.ConnectionId).ToDictionary(run => run.ConnectionId);
    }

    private static async Task<Replay> RecordAsync()
    {
        var replay = new Replay();
        await using var sandbox = await SandboxProcess.StartAsync();
        await sandbox.SetAsync(People, TimeSpan.Zero);
        using var portal = new PortalUnderTest(sandbox.Address, replay.Record);
        await portal.CheckAsync();
        // the search of a sync comes after that of the check, at the same address: both get the sync's answer, which shows more
        await portal.ReadPeopleAsync();
        return replay;
    }
}
