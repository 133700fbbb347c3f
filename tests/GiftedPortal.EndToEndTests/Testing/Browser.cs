using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(GiftedPortal.EndToEndTests.Testing.Browser))]

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>The Chromium that is installed on this machine, driven by Playwright; launched for the first page asked for.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
    private readonly Lazy<Task<IBrowser>> _browser;
    private IPlaywright? _playwright;

    public Browser() => _browser = new Lazy<Task<IBrowser>>(LaunchAsync);

    /// <summary>Opens a page in a profile of its own, as another person on another machine would have: no cookie is shared.</summary>
    /// <param name="width">Of the view, in CSS pixels.</param>
    /// <param name="height">Of the view, in CSS pixels.</param>
    /// <param name="scheme">What the person's system prefers.</param>
    public async Task<BrowserPage> NewPageAsync(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        return await BrowserPage.OpenAsync(await NewContextAsync(width, height, scheme));
    }

    /// <summary>The profile alone, for tests that look at so many pages that a trace of all would cost too much.</summary>
    public async Task<IBrowserContext> NewContextAsync(int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        var browser = await _browser.Value;
        return await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = "Europe/London",
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            await (await _browser.Value).DisposeAsync();
        _playwright?.Dispose();
    }

    private async Task<IBrowser> LaunchAsync()
    {
        // a machine that is busy with something else is slow, not wrong
        Assertions.SetDefaultExpectTimeout(30_000);
        var executable = Executable();
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = Arguments });
    }

    private static string Executable() =>
        (from name in Names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         select Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Chromium was not found on PATH: run tests/run, or install the package chromium.");
}
