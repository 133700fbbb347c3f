using Microsoft.Playwright;

namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>How long it takes from the click until the next step is there and its heading has the focus, while others are in the wizard too.</summary>
internal static class PageChange
{
    private const int Circuits = 50;
    private const int There = 4; // steps between the first and the last page, so that each pass is that many changes there and as many back
    private const int Passes = 28; // the first ones warm up
    private const int WarmUp = 3;
    private const double Limit = 100; // milliseconds at the 95th percentile

    // the heading is focused when its step has been drawn, and the next frame paints both
    private const string Change = """
        testId => new Promise((resolve, reject) => {
            const before = document.querySelector('[data-testid^="step-"] h1');
            const button = document.querySelector(`[data-testid="${testId}"]`);
            const late = setTimeout(() => reject(new Error(`${testId} led nowhere: ${location.pathname}`)), 10000);
            let start;
            document.addEventListener('focusin', function arrived(event) {
                if (event.target === before || !event.target.matches('[data-testid^="step-"] h1')) return;
                document.removeEventListener('focusin', arrived);
                clearTimeout(late);
                requestAnimationFrame(() => resolve(performance.now() - start));
            });
            start = performance.now();
            button.click();
        })
        """;

    public static async Task RunAsync(Table table, Published published)
    {
        await using var portal = await published.StartPortalAsync();
        await using var chromium = await Chromium.StartAsync();
        // one measures, a colleague has the same set-up open, the others belong to another customer
        var (dana, omer, lee) = (await chromium.SignInAsync(portal, "dana@acme.example"), await chromium.SignInAsync(portal, "omer@acme.example"), await chromium.SignInAsync(portal, "lee@globex.example"));
        await omer.OpenWizardAsync(portal, 1);
        await lee.OpenWizardAsync(portal, Circuits - 2);
        var page = await dana.OpenAsync(portal, "/setup/open-integrations");
        await page.BringToFrontAsync();

        var (next, back) = (new List<double>(), new List<double>());
        for (var pass = 0; pass < Passes; pass++)
        {
            await portal.ForgetProgressAsync();
            var (forth, home) = (await ChangesAsync(page, "step-next"), await ChangesAsync(page, "step-back"));
            if (pass < WarmUp)
                continue;
            next.AddRange(forth);
            back.AddRange(home);
        }

        List<double> all = [.. next, .. back];
        table.Add($"page change in the wizard, 95th percentile of {all.Count}, {Circuits} circuits, against the budget", Table.Percentile(all, 0.95), Limit, "ms", 1);
        Table.Spread("going on, saved each time", next, "ms");
        Table.Spread("going back", back, "ms");
    }

    private static async Task<List<double>> ChangesAsync(IPage page, string testId)
    {
        var figures = new List<double>();
        for (var step = 0; step < There; step++)
            figures.Add(await page.EvaluateAsync<double>(Change, testId));
        return figures;
    }
}
