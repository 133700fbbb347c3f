using System.Diagnostics;
using System.Globalization;

namespace GiftedPortal.Benchmarks;

/// <summary>
/// How far memory rises during a check. Each figure comes from a fresh process: memory that an earlier check left to the process would hide
/// what a later one needs.
/// </summary>
internal static class MemoryBenchmark
{
    /// <summary>Makes this program the fresh process.</summary>
    public const string Verb = "measure-memory";

    private const int Few = 10_000;
    private const int Many = 100_000;
    private const int Most = 200_000;

    public static async Task RunAsync(Table table)
    {
        const int Runs = 5;
        await using var sandbox = await SandboxProcess.StartAsync();
        var peaks = new Dictionary<int, List<double>> { [Few] = [], [Many] = [], [Most] = [] };
        for (var run = 0; run < Runs; run++)
            foreach (var (people, figures) in peaks)
                figures.Add(await MeasureAsync(sandbox, people));
        table.Add("peak memory above idle, 100,000 people against 10,000", Table.Median(peaks[Many]), Table.Median(peaks[Few]), "MB", 2);
        table.Add("peak memory above idle, 200,000 people against 10,000", Table.Median(peaks[Most]), Table.Median(peaks[Few]), "MB", 2);
    }

    /// <summary>The fresh process: one small check to warm up, then, when told to, the one that counts.</summary>
    public static async Task<int> MeasureAsync(Uri bob)
    {
        using var portal = new PortalUnderTest(bob);
        await portal.CheckAsync();
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        using var peak = new MemoryPeak();
        var report = await portal.CheckAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Audience.People} {peak.Megabytes}"));
        return 0;
    }

    private static async Task<double> MeasureAsync(SandboxProcess sandbox, int people)
    {
        await sandbox.SetAsync(50, TimeSpan.Zero);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GiftedPortal.Benchmarks.dll"), Verb, sandbox.Address.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (await process.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException("The fresh process did not get ready.");
        await sandbox.SetAsync(people, TimeSpan.Zero);
        await process.StandardInput.WriteLineAsync();
        var answer = (await process.StandardOutput.ReadLineAsync())?.Split(' ');
        await process.WaitForExitAsync();
        return answer is [var read, var megabytes] && read == people.ToString(CultureInfo.InvariantCulture)
            ? double.Parse(megabytes, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{answer?[0] ?? "Nobody"} of {people} people were read.");
    }
}
