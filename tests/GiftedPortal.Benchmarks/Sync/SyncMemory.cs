using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.Data.Sqlite;

namespace GiftedPortal.Benchmarks.Sync;

/// <summary>How far memory rises during a sync that stores everybody, of few and of many in turn, in a process of its own that has synced both before, as a portal that idles has.</summary>
internal static class SyncMemory
{
    /// <summary>Makes this program that process.</summary>
    public const string Verb = "measure-sync-memory";

    private const int Warm = 50;
    private const int Few = 10_000;
    private const int Many = 100_000;
    private const double Limit = 100; // megabytes

    // what is called often is compiled again in the background, which takes memory of its own and ends with a process' first minutes
    private const long FewMethods = 500;
    private const int Rounds = 5;

    private delegate int Trim(nint kept);

    public static async Task RunAsync(Table table, int runs)
    {
        var peaks = new Dictionary<int, List<double>> { [Few] = [], [Many] = [] };
        await using var sandbox = await SandboxProcess.StartAsync();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GiftedPortal.Benchmarks.dll"), Verb, sandbox.Address.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        for (var round = -Rounds; round < runs; round++)
            foreach (var (people, figures) in peaks)
                if (await MeasureAsync(process, sandbox, people) is var (megabytes, methods) && round >= 0)
                    figures.Add(methods <= FewMethods ? megabytes : throw new InvalidOperationException($"{methods} methods were compiled during the sync: its memory is not what was measured."));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        foreach (var (people, figures) in peaks)
            Table.Spread(string.Create(CultureInfo.InvariantCulture, $"{people:N0} people"), figures, "MB");
        table.Add("sync, peak memory above idle, 100,000 people, against the budget", Table.Median(peaks[Many]), Limit, "MB", 1);
        table.Add("sync, peak memory above idle, 100,000 people against 10,000", Table.Median(peaks[Many]), Table.Median(peaks[Few]), "MB", 1.1);
    }

    /// <summary>That process: whenever it is told to, one sync of a few, and one of as many as Bob shows then.</summary>
    public static async Task<int> MeasureAsync(Uri bob)
    {
        while (await Console.In.ReadLineAsync() is not null)
        {
            using var folder = new TemporaryFolder();
            await using var bench = await SyncBench.CreateAsync(bob, new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.Path, "ours.db")}"));
            await bench.RunAsync(SyncOutcome.FirstRoster, Warm);
            Console.WriteLine("ready");
            var people = int.Parse(await Console.In.ReadLineAsync() ?? "", CultureInfo.InvariantCulture);
            await SettleAsync();
            var compiled = JitInfo.GetCompiledMethodCount();
            using var peak = new MemoryPeak();
            await bench.RunAsync(SyncOutcome.Changed, people);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{peak.Megabytes} {JitInfo.GetCompiledMethodCount() - compiled}"));
        }

        return 0;
    }

    /// <summary>Gives back what the syncs before left to the process: it would hide what the next one needs.</summary>
    private static async Task SettleAsync()
    {
        // compiling again waits for a pause in the work
        for (var before = -1L; before != JitInfo.GetCompiledMethodCount();)
        {
            before = JitInfo.GetCompiledMethodCount();
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        SqliteConnection.ClearAllPools();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // the same for memory outside of .NET: GNU's C library keeps what SQLite and the compiler freed
        if (NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var trim))
            Marshal.GetDelegateForFunctionPointer<Trim>(trim)(0);
    }

    private static async Task<(double Megabytes, long Methods)> MeasureAsync(Process process, SandboxProcess sandbox, int people)
    {
        await sandbox.SetAsync(Warm, TimeSpan.Zero);
        await process.StandardInput.WriteLineAsync();
        if (await process.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException("The process did not get ready.");
        await sandbox.SetAsync(people, TimeSpan.Zero);
        await process.StandardInput.WriteLineAsync(people.ToString(CultureInfo.InvariantCulture));
        var figures = (await process.StandardOutput.ReadLineAsync())?.Split(' ') ?? throw new InvalidOperationException("The sync did not end.");
        return (double.Parse(figures[0], CultureInfo.InvariantCulture), long.Parse(figures[1], CultureInfo.InvariantCulture));
    }
}
