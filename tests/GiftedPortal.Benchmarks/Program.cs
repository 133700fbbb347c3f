using GiftedPortal.Benchmarks;
using GiftedPortal.Benchmarks.Queue;
using GiftedPortal.Benchmarks.Wizard;

// each figure stands beside what it is compared with, measured in the same run: absolute times say more about the machine than about the portal
var benchmarks = new Dictionary<string, Func<Table, Task>>
{
    ["check"] = CheckBenchmark.RunAsync,
    ["check-memory"] = MemoryBenchmark.RunAsync,
    ["queue"] = QueueBenchmark.RunAsync,
    ["wizard"] = WizardBenchmark.RunAsync,
};

if (args is [MemoryBenchmark.Verb, var bob])
    return await MemoryBenchmark.MeasureAsync(new Uri(bob));

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
