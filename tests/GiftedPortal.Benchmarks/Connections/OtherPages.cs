using GiftedPortal.Benchmarks.Wizard;
using Microsoft.Playwright;

namespace GiftedPortal.Benchmarks.Connections;

/// <summary>What others wait for meanwhile: each half second a page is opened by its address, in turn, and counts as open when what it is about is on screen.</summary>
internal sealed class OtherPages : IAsyncDisposable
{
    private const int WarmUp = 15; // rounds: what the portal and the browser compile once is nobody's wait
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(0.5);

    // the clock starts with the navigation
    private const string SeenAt = """
        selector => new Promise((resolve, reject) => {
            const late = setTimeout(() => reject(new Error(`${location.pathname} shows no ${selector}: ${document.body?.innerText}`)), 20000);
            const look = () => {
                if (!document.querySelector(selector)) return false;
                clearTimeout(late);
                resolve(performance.now());
                return true;
            };
            if (!look()) new MutationObserver((_, observer) => { if (look()) observer.disconnect(); }).observe(document, { subtree: true, childList: true });
        })
        """;

    private readonly Chromium _chromium;
    private readonly Uri _portal;
    private readonly IReadOnlyList<(string Name, IPage Page, string Address, string Seen)> _pages;

    private OtherPages(Chromium chromium, Uri portal, IPage reviewer, IPage member)
    {
        (_chromium, _portal) = (chromium, portal);
        _pages =
        [
            ("the queue", reviewer, "/staff/queue", "[data-testid^=queue-row-]"),
            ("the sync log", reviewer, "/staff/runs", "[data-testid^=run-row-]"),
            ("a search in it", reviewer, "/staff/runs?text=company+00", "[data-testid^=run-row-]"),
            ("a status page", member, "/connection", "[data-testid=synced-people]"),
        ];
    }

    /// <summary>Signs two people in, and opens everything until it is as fast as it gets.</summary>
    public static async Task<OtherPages> OfAsync(WebProcess portal)
    {
        var chromium = await Chromium.StartAsync();
        var reviewer = await (await chromium.SignInAsync(portal, "rita.reviewer@gifted.example")).NewPageAsync();
        var member = await (await chromium.SignInAsync(portal, LiveConnections.Member)).NewPageAsync();
        var pages = new OtherPages(chromium, portal.Address, reviewer, member);
        for (var round = 0; round < WarmUp; round++)
            foreach (var (_, page, address, seen) in pages._pages)
                await pages.OpenAsync(page, address, seen);
        return pages;
    }

    /// <summary>Milliseconds until each page was there, until the end.</summary>
    public async Task<IReadOnlyDictionary<string, List<double>>> OpenAsync(TimeSpan length)
    {
        var figures = _pages.ToDictionary(page => page.Name, _ => new List<double>());
        var started = TimeProvider.System.GetTimestamp();
        using var beat = new PeriodicTimer(Rhythm);
        for (var turn = 0; TimeProvider.System.GetElapsedTime(started) < length && await beat.WaitForNextTickAsync(); turn++)
        {
            var (name, page, address, seen) = _pages[turn % _pages.Count];
            figures[name].Add(await OpenAsync(page, address, seen));
        }

        return figures;
    }

    private async Task<double> OpenAsync(IPage page, string address, string seen)
    {
        await page.GotoAsync(new Uri(_portal, address).ToString(), new() { WaitUntil = WaitUntilState.Commit });
        return await page.EvaluateAsync<double>(SeenAt, seen);
    }

    public ValueTask DisposeAsync() => _chromium.DisposeAsync();
}
