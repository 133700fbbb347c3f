using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
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

    // what is called often is compiled again in the background, which takes memory of its own and ends with a process' first minutes
    private const long FewMethods = 500;
    private const int Rounds = 10;

    private delegate int Trim(nint kept);

    public static async Task RunAsync(Table table, int runs)
    {
        var peaks = new Dictionary<int, List<double>> { [Few] = [], [Many] = [] };
        for (var run = 0; run < runs; run++)
            foreach (var (people, figures) in peaks)
                figures.Add(await MeasureAsync(people));
        foreach (var (people, figures) in peaks)
            Table.Spread(string.Create(CultureInfo.InvariantCulture, $"{people:N0} people"), figures, "MB");
        table.Add("sync, peak memory above idle, 100,000 people, against the budget", Table.Median(peaks[Many]), Limit, "MB", 1);
        table.Add("sync, peak memory above idle, 100,000 people against 10,000", Table.Median(peaks[Many]), Table.Median(peaks[Few]), "MB", 1.1);
    }

    /// <summary>
    /// The fresh process: syncs into other databases, after which next to nothing is left to compile, as a portal that idles has done before; one of a few; then, when told to, the one that counts.
    /// </summary>
    public static async Task<int> MeasureAsync(Uri bob)
    {
        await WarmUpAsync(bob);
        Console.WriteLine("warm");
        await Console.In.ReadLineAsync();
        using var folder = new TemporaryFolder();
        await using var bench = await SyncBench.CreateAsync(bob, new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.Path, "ours.db")}"));
        await bench.RunAsync(SyncOutcome.FirstRoster, Warm);
        Console.WriteLine("ready");
        var people = int.Parse(await Console.In.ReadLineAsync() ?? "", CultureInfo.InvariantCulture);
        await CompiledAsync();
        // what the syncs before left to the process goes back, or it would hide what this one needs
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GiveBackFreed();
        var compiled = JitInfo.GetCompiledMethodCount();
        using var peak = new MemoryPeak();
        await bench.RunAsync(SyncOutcome.Changed, people);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{peak.Megabytes} {JitInfo.GetCompiledMethodCount() - compiled}"));
        return 0;
    }

    private static async Task WarmUpAsync(Uri bob)
    {
        for (var round = 0; round < Rounds; round++)
        {
            using var folder = new TemporaryFolder();
            await using var bench = await SyncBench.CreateAsync(bob, new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.Path, "before.db")}"));
            await bench.RunAsync(SyncOutcome.FirstRoster, Few);
            await bench.ForgetAllButAsync(Warm);
            await bench.RunAsync(SyncOutcome.Changed, Few);
            await CompiledAsync();
        }
    }

    // compiling again waits for a pause in the work
    private static async Task CompiledAsync()
    {
        for (var before = -1L; before != JitInfo.GetCompiledMethodCount();)
        {
            before = JitInfo.GetCompiledMethodCount();
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>The same for memory outside of .NET: GNU's C library keeps what SQLite and the compiler freed.</summary>
    private static void GiveBackFreed()
    {
        if (NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var trim))
            Marshal.GetDelegateForFunctionPointer<Trim>(trim)(0);
    }

    private static async Task<double> MeasureAsync(int people)
    {
        // each its own, or the later ones would meet Bob's limit of calls
        await using var sandbox = await SandboxProcess.StartAsync();
        await sandbox.SetAsync(Few, TimeSpan.Zero);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GiftedPortal.Benchmarks.dll"), Verb, sandbox.Address.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (await process.StandardOutput.ReadLineAsync() != "warm")
            throw new InvalidOperationException("The fresh process did not get warm.");
        await sandbox.SetAsync(Warm, TimeSpan.Zero);
        await process.StandardInput.WriteLineAsync();
        if (await process.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException("The fresh process did not get ready.");
        await sandbox.SetAsync(people, TimeSpan.Zero);
        await process.StandardInput.WriteLineAsync(people.ToString(CultureInfo.InvariantCulture));
        var figures = (await process.StandardOutput.ReadLineAsync())?.Split(' ') ?? throw new InvalidOperationException("The sync did not end.");
        await process.WaitForExitAsync();
        return long.Parse(figures[1], CultureInfo.InvariantCulture) <= FewMethods
            ? double.Parse(figures[0], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{figures[1]} methods were compiled during the sync: its memory is not what was measured.");
    }
}
