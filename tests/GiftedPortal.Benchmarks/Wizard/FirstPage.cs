using Microsoft.Playwright;

namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>What a browser that was never here has to fetch, and how long until the wizard answers to a click.</summary>
internal static class FirstPage
{
    private const int Runs = 5;
    private const double Size = 250; // kilobytes
    private const double Time = 2000; // milliseconds

    // clicks as soon as the heading and the button are there, and waits for what the click does; the clock starts with the navigation
    private const string UsableAt = """
        () => new Promise(resolve => {
            const seen = () => {
                const button = document.querySelector('[data-testid="step-next"]');
                if (!button || !document.querySelector('[data-testid^="step-"] h1')) return requestAnimationFrame(seen);
                new MutationObserver((_, observer) => { observer.disconnect(); requestAnimationFrame(() => resolve(performance.now())); })
                    .observe(document.querySelector('#content'), { subtree: true, childList: true, attributes: true, characterData: true });
                button.click();
            };
            seen();
        })
        """;

    public static async Task RunAsync(Table table, Published published)
    {
        await using var portal = await published.StartPortalAsync();
        string signedIn;
        await using (var chromium = await Chromium.StartAsync())
            signedIn = await (await chromium.SignInAsync(portal, "dana@acme.example")).StorageStateAsync();

        await MeasureAsync(table, portal, signedIn, "/setup", UsableAt);
        await MeasureAsync(table, portal, null, "/signed-out", "() => new Promise(resolve => { const seen = () => document.querySelector('h1') ? resolve(performance.now()) : requestAnimationFrame(seen); seen(); })");
    }

    private static async Task MeasureAsync(Table table, WebProcess portal, string? signedIn, string path, string usableAt)
    {
        var (sizes, times) = (new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            await using var chromium = await Chromium.StartAsync();
            var page = await (await chromium.NewPersonAsync(signedIn)).NewPageAsync();
            var wire = await Wire.WatchAsync(page);
            await page.GotoAsync(new Uri(portal.Address, path).ToString(), new() { WaitUntil = WaitUntilState.Commit });
            times.Add(await page.EvaluateAsync<double>(usableAt));
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            sizes.Add(wire.Kilobytes);
            if (run == 0)
                wire.Print();
        }

        table.Add($"{path} over the wire, against the budget", Table.Median(sizes), Size, "kB", 1);
        table.Add($"{path} usable in a cold browser, against the budget", Table.Median(times), Time, "ms", 1);
        Table.Spread("time until usable", times, "ms");
    }
}
