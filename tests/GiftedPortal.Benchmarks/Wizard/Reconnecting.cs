using System.Diagnostics;
using Microsoft.Playwright;

namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>How long two colleagues wait for their step once the portal can be reached again: after a broken line, and after a deploy.</summary>
internal static class Reconnecting
{
    private const int Runs = 5;
    private const double Limit = 1000; // milliseconds
    private const string Step = "grant-permissions";
    private const string Away = "() => document.querySelector('#components-reconnect-modal')?.open";
    private const string Back = $$"""() => document.querySelector('#components-reconnect-modal')?.open === false && document.querySelector('[data-testid="step-{{Step}}"] h1')""";
    private static readonly PageWaitForFunctionOptions Patience = new() { Timeout = 60_000 };

    public static async Task RunAsync(Table table, Published published)
    {
        await using var portal = await published.StartPortalAsync();
        using var relay = new Relay(portal.Address);
        await using var chromium = await Chromium.StartAsync();
        var colleagues = new List<IPage>();
        foreach (var account in (string[])["dana@acme.example", "omer@acme.example"])
        {
            var page = await (await chromium.SignInAsync(portal, account)).NewPageAsync();
            await page.GotoAsync(new Uri(relay.Address, $"/setup/{Step}").ToString());
            await page.WaitForFunctionAsync(Back, null, Patience);
            colleagues.Add(page);
        }

        Task GoneAsync() => Task.WhenAll(colleagues.Select(page => page.WaitForFunctionAsync(Away, null, Patience)));
        await MeasureAsync(table, "a broken line", colleagues, async () =>
        {
            relay.Cut();
            await GoneAsync();
            relay.Mend();
        });
        await MeasureAsync(table, "a deploy", colleagues, async () =>
        {
            await portal.RestartAsync();
            await GoneAsync();
        });
    }

    private static async Task MeasureAsync(Table table, string what, List<IPage> colleagues, Func<Task> breakAndMendAsync)
    {
        var waits = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            await breakAndMendAsync();
            var since = Stopwatch.GetTimestamp();
            waits.AddRange(await Task.WhenAll(colleagues.Select(async page =>
            {
                await page.WaitForFunctionAsync(Back, null, Patience);
                return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
            })));
        }

        table.Add($"back at the same step after {what}, the slowest of {waits.Count}, against the budget", waits.Max(), Limit, "ms", 1);
        Table.Spread($"after {what}", waits, "ms");
    }
}
