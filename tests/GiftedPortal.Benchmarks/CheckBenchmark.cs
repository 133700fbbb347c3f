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

    // roughly what a hosted API takes: the search is slow, and slower for more people; the others are not
    private static readonly Dictionary<string, double> Typical = new() { ["/v1/company/people/fields"] = 250, ["/v1/people/search"] = 800 };
    private const double TypicalTable = 350;

    public static async Task RunAsync(Table table)
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        await sandbox.SetAsync(1000, TimeSpan.Zero);
        var replay = new Replay();
        var later = new Replay(); // of a check that knows the company's own fields, and asks for more of them
        using (var recorded = new PortalUnderTest(sandbox.Address, replay.Record))
            await recorded.CheckAsync();
        using (var recorded = new PortalUnderTest(sandbox.Address, later.Record))
        {
            await recorded.CheckAsync();
            await recorded.CheckAsync();
        }

        await CpuAsync(table, sandbox, replay);
        foreach (var people in (int[])[1000, 10_000])
        {
            await WallAsync(table, sandbox, (replay.SearchBody, later.SearchBody), people, "no added latency", _ => TimeSpan.Zero);
            await WallAsync(table, sandbox, (replay.SearchBody, later.SearchBody), people, "250 to 800 ms", path => TimeSpan.FromMilliseconds(Typical.GetValueOrDefault(path, TypicalTable)));
            await WallAsync(table, sandbox, (replay.SearchBody, later.SearchBody), people, "400 ms each", _ => TimeSpan.FromMilliseconds(400));
        }

        table.Note(
            """
            A check begins with the metadata and the search; the tables follow with the head of the first answer, so that a wrong token costs two refusals and not five. Where
            no head comes, credentials that were accepted within the last hour, and those of no connection as on the command line, wait a fifth of the last check's slowest
            call, or 60 ms. Credentials of a connection that were not accepted before wait as long as it takes: 1 + first head ÷ slowest call, which is 2 where all calls
            take the same time. Entering credentials asks once whether they are accepted, so this is left to nightly checks and to the comparison of a replacement.
            The simulated Bob shares the processors with the portal: the rows that compare with a client that reads nothing leave Bob's own work out.
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

    private static async Task WallAsync(Table table, SandboxProcess sandbox, (byte[] First, byte[] Later) searches, int people, string latencies, Func<string, TimeSpan> latency)
    {
        await NextRateWindowAsync();
        await sandbox.SetAsync(people, TimeSpan.Zero);
        List<double> first = [], connected = [], repeated = [], single = [], singleLater = [], bare = [], bareLater = [];
        for (var run = 0; run <= Runs; run++)
        {
            using var portal = new PortalUnderTest(sandbox.Address, () => new Latency(latency));
            var alone = await SlowestAsync(sandbox, searches.First, latency);
            var aloneLater = await SlowestAsync(sandbox, searches.Later, latency);
            var together = await TogetherAsync(sandbox, searches.First, latency);
            var togetherLater = await TogetherAsync(sandbox, searches.Later, latency);
            var newcomer = (await portal.CheckAsync()).Duration;
            var again = (await portal.CheckAsync()).Duration;
            using var other = new PortalUnderTest(sandbox.Address, () => new Latency(latency));
            var ofConnection = (await other.CheckAsync(PortalUnderTest.Connection with { ConnectionId = Guid.NewGuid() })).Duration;
            if (run == 0)
                continue; // warm-up
            single.Add(alone.TotalMilliseconds);
            singleLater.Add(aloneLater.TotalMilliseconds);
            bare.Add(together.TotalMilliseconds);
            bareLater.Add(togetherLater.TotalMilliseconds);
            first.Add(newcomer.TotalMilliseconds);
            connected.Add(ofConnection.TotalMilliseconds);
            repeated.Add(again.TotalMilliseconds);
        }

        var what = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{people:N0} people, {latencies}");
        table.Add($"first check, {what}, against its slowest call alone", Table.Median(first), Table.Median(single), "ms", 1.3);
        table.Add($"first check of a connection's new credentials, {what}, the same", Table.Median(connected), Table.Median(single), "ms", 2.3);
        table.Add($"repeated check, {what}, the same", Table.Median(repeated), Table.Median(singleLater), "ms", 1.3);
        table.Add($"repeated check, {what}, against the same five calls of a client that reads nothing", Table.Median(repeated), Table.Median(bareLater), "ms", 1.3);
        table.Add($"first check, {what}, against the same five calls of a client that reads nothing", Table.Median(first), Table.Median(bare), "ms", 1.3);
    }

    private static async Task<TimeSpan> SlowestAsync(SandboxProcess sandbox, byte[] search, Func<string, TimeSpan> latency)
    {
        var slowest = TimeSpan.Zero;
        foreach (var call in Calls)
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, (await TimeAsync(sandbox, search, call, latency)).Ticks));
        return slowest;
    }

    private static async Task<TimeSpan> TogetherAsync(SandboxProcess sandbox, byte[] search, Func<string, TimeSpan> latency)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Calls.Select(call => TimeAsync(sandbox, search, call, latency)));
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<TimeSpan> TimeAsync(SandboxProcess sandbox, byte[] search, (HttpMethod Method, string Path) call, Func<string, TimeSpan> latency)
    {
        var added = latency("/" + call.Path.Split('?')[0]);
        await Task.Delay(added);
        return added + await sandbox.TimeAsync(call.Method, call.Path, call.Method == HttpMethod.Post ? search : null);
    }

    // the sandbox takes 50 calls a minute of each endpoint, as Bob does
    private static async Task NextRateWindowAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        await Task.Delay(TimeSpan.FromSeconds(61 - now.Second));
    }
}
