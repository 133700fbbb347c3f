using System.Globalization;
using GiftedPortal.Benchmarks;
using GiftedPortal.Benchmarks.Connections;
using GiftedPortal.Benchmarks.Log;
using GiftedPortal.Benchmarks.Queue;
using GiftedPortal.Benchmarks.Sync;
using GiftedPortal.Benchmarks.Wizard;

// each figure stands beside what it is compared with, measured in the same run: absolute times say more about the machine than about the portal
// --runs 2 for a quick look; what counts are the medians of five
var runs = Option("--runs", 5);
var entries = Option("--entries", 10_000_000);
var minutes = Option("--minutes", 15);
var benchmarks = new Dictionary<string, Func<Table, Task>>
{
    ["check"] = CheckBenchmark.RunAsync,
    ["check-memory"] = MemoryBenchmark.RunAsync,
    ["connections"] = table => ConnectionsBenchmark.RunAsync(table, TimeSpan.FromMinutes(minutes)),
    ["log"] = table => LogBenchmark.RunAsync(table, entries),
    ["queue"] = QueueBenchmark.RunAsync,
    ["sync"] = table => SyncBenchmark.RunAsync(table, runs),
    ["sync-postgres"] = table => SyncBenchmark.RunOnPostgresAsync(table, runs),
    ["sync-memory"] = table => SyncMemory.RunAsync(table, runs),
    ["reconnect"] = WizardBenchmark.ReconnectAsync,
    ["wizard"] = WizardBenchmark.RunAsync,
};

if (args is [MemoryBenchmark.Verb, var bob])
    return await MemoryBenchmark.MeasureAsync(new Uri(bob));

if (args is [SyncMemory.Verb, var synced])
    return await SyncMemory.MeasureAsync(new Uri(synced));

var chosen = args switch
{
    ["all"] or [] => benchmarks.Keys.ToArray(),
    [var name] when benchmarks.ContainsKey(name) => [name],
    _ => [],
};
if (chosen.Length == 0)
{
    await Console.Error.WriteLineAsync($"Usage: dotnet run -c Release --project tests/GiftedPortal.Benchmarks -- all|{string.Join('|', benchmarks.Keys)}");
    return 64;
}

var table = new Table();
foreach (var name in chosen)
    await benchmarks[name](table);
table.Print();
return 0;

int Option(string name, int otherwise)
{
    if (Array.IndexOf(args, name) is not (>= 0 and var at) || at + 1 == args.Length)
        return otherwise;
    var value = int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    args = [.. args[..at], .. args[(at + 2)..]];
    return value;
}
