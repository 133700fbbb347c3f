using System.Diagnostics;

namespace GiftedPortal.Benchmarks;

/// <summary>What a permission check costs: time against its slowest call, own work, and memory.</summary>
internal static class CheckBenchmark
{
    private const int Runs = 5;
    private const double CpuLimit = 50; // milliseconds at 1,000 people

    private static readonly (HttpMethod Method, string Path)[] Calls =
    [
        (HttpMethod.Get, "v1/company/people/fields"),
        (HttpMethod.Post, "v1/people/search"),
        (HttpMethod.Get, "v1/bulk/people/employment?limit=200"),
        (HttpMethod.Get, "v1/bulk/people/lifecycle?limit=200"),
        (HttpMethod.Get, "v1/bulk/people/work?limit=200"),
    ];

    public static async Task RunAsync(Table table)
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        await sandbox.SetAsync(1000, TimeSpan.Zero);
        var replay = new Replay();
        using (var recorded = new PortalUnderTest(sandbox.Address, replay.Record))
            await recorded.CheckAsync();

        await CpuAsync(table, sandbox, replay);
        await WallAsync(table, sandbox, replay, "no added latency", TimeSpan.Zero);
        await WallAsync(table, sandbox, replay, "400 ms latency", TimeSpan.FromMilliseconds(400));
        await MemoryAsync(table, sandbox);
    }

    private static async Task CpuAsync(Table table, SandboxProcess sandbox, Replay replay)
    {
        const int Checks = 20; // the process' clock is too coarse for one
        using var portal = new PortalUnderTest(sandbox.Address, replay.Play);
        var figures = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            for (var check = 0; check < Checks; check++)
                await portal.CheckAsync();
            process.Refresh();
            if (run > 0)
                figures.Add((process.TotalProcessorTime - before).TotalMilliseconds / Checks);
        }

        table.Add("CPU of a check, 1,000 people, against the budget", Table.Median(figures), CpuLimit, "ms", 1);
    }

    private static async Task WallAsync(Table table, SandboxProcess sandbox, Replay replay, string what, TimeSpan latency)
    {
        await NextRateWindowAsync();
        await sandbox.SetAsync(1000, latency);
        var (first, repeated, single) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run <= Runs; run++)
        {
            var slowest = TimeSpan.Zero;
            foreach (var (method, path) in Calls)
                slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, (await sandbox.TimeAsync(method, path, method == HttpMethod.Post ? replay.SearchBody : null)).Ticks));
            using var portal = new PortalUnderTest(sandbox.Address);
            var newcomer = (await portal.CheckAsync()).Duration;
            var again = (await portal.CheckAsync()).Duration;
            if (run == 0)
                continue; // warm-up
            single.Add(slowest.TotalMilliseconds);
            first.Add(newcomer.TotalMilliseconds);
            repeated.Add(again.TotalMilliseconds);
        }

        table.Add($"wall time of a check, {what}, against its slowest call alone", Table.Median(repeated), Table.Median(single), "ms", 1.3);
        table.Add($"the same, the very first check of new credentials (metadata goes ahead)", Table.Median(first), Table.Median(single), "ms", 2.3);
    }

    private static async Task MemoryAsync(Table table, SandboxProcess sandbox)
    {
        var peaks = new Dictionary<int, double>();
        foreach (var people in (int[])[10_000, 100_000])
        {
            await NextRateWindowAsync();
            await sandbox.SetAsync(people, TimeSpan.Zero);
            using var portal = new PortalUnderTest(sandbox.Address);
            var figures = new List<double>();
            for (var run = 0; run <= Runs; run++)
            {
                using var peak = new MemoryPeak();
                var report = await portal.CheckAsync();
                if (report.Audience.People != people)
                    throw new InvalidOperationException($"{report.Audience.People} of {people} people were read.");
                if (run > 0)
                    figures.Add(peak.Megabytes);
            }

            peaks[people] = Table.Median(figures);
        }

        table.Add("peak memory above idle, 100,000 people against 10,000", peaks[100_000], peaks[10_000], "MB", 2);
    }

    // the sandbox takes 50 calls a minute of each endpoint, as Bob does
    private static async Task NextRateWindowAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        await Task.Delay(TimeSpan.FromSeconds(61 - now.Second));
    }
}
