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
        table.Note(
            """
            Credentials that Bob never accepted ask for the metadata first and alone, then for the rest together. So a wrong token costs one of the five refusals that a
            service user has in ten minutes, and not all five; the price is the time of that one call: 1 + metadata ÷ slowest call, which is 2 where every call
            takes the same time, as here, and within 1.3 where the search takes over three times as long as the metadata. In the portal the credential check of step 7 is that
            first call. The simulated Bob shares the processors with the portal: the second figure of each block leaves Bob's own work out.
            """);
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
        var (first, repeated, single, bare) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run <= Runs; run++)
        {
            var slowest = TimeSpan.Zero;
            foreach (var call in Calls)
                slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, (await TimeAsync(sandbox, replay, call)).Ticks));
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(Calls.Select(call => TimeAsync(sandbox, replay, call)));
            var together = Stopwatch.GetElapsedTime(started);
            using var portal = new PortalUnderTest(sandbox.Address);
            var newcomer = (await portal.CheckAsync()).Duration;
            var again = (await portal.CheckAsync()).Duration;
            if (run == 0)
                continue; // warm-up
            single.Add(slowest.TotalMilliseconds);
            bare.Add(together.TotalMilliseconds);
            first.Add(newcomer.TotalMilliseconds);
            repeated.Add(again.TotalMilliseconds);
        }

        table.Add($"wall time of a check, {what}, against its slowest call alone", Table.Median(repeated), Table.Median(single), "ms", 1.3);
        table.Add($"the same, against the same five calls of a client that reads nothing", Table.Median(repeated), Table.Median(bare), "ms", 1.3);
        table.Add($"the same, credentials never accepted before, {what}, against the slowest call alone (see below)", Table.Median(first), Table.Median(single), "ms", 2.3);
    }

    private static Task<TimeSpan> TimeAsync(SandboxProcess sandbox, Replay replay, (HttpMethod Method, string Path) call) =>
        sandbox.TimeAsync(call.Method, call.Path, call.Method == HttpMethod.Post ? replay.SearchBody : null);

    // the sandbox takes 50 calls a minute of each endpoint, as Bob does
    private static async Task NextRateWindowAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        await Task.Delay(TimeSpan.FromSeconds(61 - now.Second));
    }
}
