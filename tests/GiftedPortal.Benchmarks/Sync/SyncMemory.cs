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

    // a second sync compiles a few dozen methods that no first one calls; a process that compiles in the background thousands
    private const long FewMethods = 500;

    // 1 MB of new objects between collections, so that the peak is what is needed and not what nobody has cleared away yet; at 4 MB, which is as much as a region of the
    // collector holds, it is a matter of chance whether there is a further region, and a long run meets chance more often. And each method compiled once and for good:
    // compiling what is called often again, in the background, belongs to a process' first minutes; a sync of seconds would be charged with it, one of parts of a second not
    private static readonly Dictionary<string, string> Needed = new() { ["DOTNET_GCgen0size"] = "100000", ["DOTNET_TieredCompilation"] = "0" };

    private delegate int Trim(nint kept);

    public static async Task RunAsync(Table table, int runs)
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var peaks = new Dictionary<int, List<double>> { [Few] = [], [Many] = [] };
        for (var run = 0; run < runs; run++)
            foreach (var (people, figures) in peaks)
                figures.Add(await MeasureAsync(sandbox, people, asShipped: false));
        var shipped = (Few: await MeasureAsync(sandbox, Few, asShipped: true), Many: await MeasureAsync(sandbox, Many, asShipped: true));
        foreach (var (people, figures) in peaks)
            Table.Spread(string.Create(CultureInfo.InvariantCulture, $"{people:N0} people"), figures, "MB");
        table.Add("sync, peak memory above idle, 100,000 people, against the budget", Table.Median(peaks[Many]), Limit, "MB", 1);
        table.Add("sync, peak memory above idle, 100,000 people against 10,000", Table.Median(peaks[Many]), Table.Median(peaks[Few]), "MB", 1.1);
        table.Note(string.Create(CultureInfo.InvariantCulture,
            $"The figures are what a sync needs. With the portal's own runtime settings the first long sync of a process raises memory by {shipped.Many:0.0} MB at 100,000 people and {shipped.Few:0.0} MB at 10,000: with what the collector has not cleared away yet, and what compiling in the background takes once."));
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
        GiveBackFreed();
        var compiled = JitInfo.GetCompiledMethodCount();
        using var peak = new MemoryPeak();
        await bench.RunAsync(SyncOutcome.Changed, people);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{peak.Megabytes} {JitInfo.GetCompiledMethodCount() - compiled}"));
        return 0;
    }

    /// <summary>The same for memory outside of .NET: GNU's C library keeps what SQLite and the compiler freed.</summary>
    private static void GiveBackFreed()
    {
        if (NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var trim))
            Marshal.GetDelegateForFunctionPointer<Trim>(trim)(0);
    }

    private static async Task<double> MeasureAsync(SandboxProcess sandbox, int people, bool asShipped)
    {
        await sandbox.SetAsync(Few, TimeSpan.Zero);
        using var process = Start(sandbox, asShipped);
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
        return asShipped || long.Parse(figures[1], CultureInfo.InvariantCulture) <= FewMethods
            ? double.Parse(figures[0], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{figures[1]} methods were compiled during the sync: its memory is not what was measured.");
    }

    private static Process Start(SandboxProcess sandbox, bool asShipped)
    {
        string InFolder(string file) => Path.Combine(AppContext.BaseDirectory, file);
        string[] arguments = [InFolder("GiftedPortal.Benchmarks.dll"), Verb, sandbox.Address.ToString()];
        if (asShipped)
            arguments = ["exec", "--runtimeconfig", InFolder("GiftedPortal.runtimeconfig.json"), .. arguments];
        var program = new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in asShipped ? [] : Needed)
            program.Environment[name] = value;
        return Process.Start(program)!;
    }
}
