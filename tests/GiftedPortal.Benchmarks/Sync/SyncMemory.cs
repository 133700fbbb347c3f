using System.Diagnostics;
using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Benchmarks.Sync;

/// <summary>How far memory rises during a sync that stores everybody, each figure from a fresh process.</summary>
internal static class SyncMemory
{
    /// <summary>Makes this program the fresh process.</summary>
    public const string Verb = "measure-sync-memory";

    private const int Warm = 50;
    private const int Few = 10_000;
    private const int Many = 100_000;
    private const double Limit = 100; // megabytes

    public static async Task RunAsync(Table table, int runs)
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var peaks = new Dictionary<int, List<double>> { [Few] = [], [Many] = [] };
        for (var run = 0; run < runs; run++)
            foreach (var (people, figures) in peaks)
                figures.Add(await MeasureAsync(sandbox, people));
        table.Add("sync, peak memory above idle, 100,000 people, against the budget", Table.Median(peaks[Many]), Limit, "MB", 1);
        table.Add("sync, peak memory above idle, 100,000 people against 10,000", Table.Median(peaks[Many]), Table.Median(peaks[Few]), "MB", 1.1);
    }

    /// <summary>
    /// The fresh process: a sync of many into another database, as a portal that idles has compiled its code before; one of a few; then, when told to, the one that counts.
    /// </summary>
    public static async Task<int> MeasureAsync(Uri bob)
    {
        using (var other = new TemporaryFolder())
        {
            await using var before = await SyncBench.CreateAsync(bob, new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(other.Path, "before.db")}"));
            await before.RunAsync(SyncOutcome.FirstRoster, Few);
            await before.RunAsync(SyncOutcome.Unchanged, Few);
        }

        Console.WriteLine("warm");
        await Console.In.ReadLineAsync();
        using var folder = new TemporaryFolder();
        await using var bench = await SyncBench.CreateAsync(bob, new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.Path, "ours.db")}"));
        await bench.RunAsync(SyncOutcome.FirstRoster, Warm);
        Console.WriteLine("ready");
        var people = int.Parse(await Console.In.ReadLineAsync() ?? "", CultureInfo.InvariantCulture);
        // what the syncs before left to the process goes back, or it would hide what this one needs
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var peak = new MemoryPeak();
        await bench.RunAsync(SyncOutcome.Changed, people);
        Console.WriteLine(peak.Megabytes.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task<double> MeasureAsync(SandboxProcess sandbox, int people)
    {
        await sandbox.SetAsync(Few, TimeSpan.Zero);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GiftedPortal.Benchmarks.dll"), Verb, sandbox.Address.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // 4 MB of new objects between collections, so that the peak is what is needed and not what nobody has cleared away yet
            Environment = { ["DOTNET_GCgen0size"] = "400000" },
        })!;
        if (await process.StandardOutput.ReadLineAsync() != "warm")
            throw new InvalidOperationException("The fresh process did not get warm.");
        await sandbox.SetAsync(Warm, TimeSpan.Zero);
        await process.StandardInput.WriteLineAsync();
        if (await process.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException("The fresh process did not get ready.");
        await sandbox.SetAsync(people, TimeSpan.Zero);
        await process.StandardInput.WriteLineAsync(people.ToString(CultureInfo.InvariantCulture));
        var megabytes = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return double.Parse(megabytes ?? throw new InvalidOperationException("The sync did not end."), CultureInfo.InvariantCulture);
    }
}
