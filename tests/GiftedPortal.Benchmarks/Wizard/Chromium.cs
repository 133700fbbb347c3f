using Microsoft.Playwright;

namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>A Chromium that was just started with an empty profile.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    // few renderers: fifty tabs in fifty processes would measure this machine's memory
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--renderer-process-limit=3"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), Args = Arguments }));
    }

    /// <summary>A person's window; with <paramref name="state"/> already signed in.</summary>
    public Task<IBrowserContext> NewPersonAsync(string? state = null) =>
        _browser.NewContextAsync(new() { Locale = "en-GB", ReducedMotion = ReducedMotion.Reduce, StorageState = state });

    /// <summary>A person's window, signed in.</summary>
    public async Task<IBrowserContext> SignInAsync(WebProcess portal, string account)
    {
        var person = await NewPersonAsync();
        var page = await person.NewPageAsync();
        await page.GotoAsync(new Uri(portal.Address, "/setup").ToString());
        await page.GetByTestId($"account-{account}").ClickAsync();
        // staff have no set-up, and are led on
        await page.WaitForURLAsync(url => new Uri(url).Authority == portal.Address.Authority && !url.Contains("signin", StringComparison.Ordinal));
        await page.CloseAsync();
        return person;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string Executable() =>
        (from name in Names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         select Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Chromium was not found on PATH: run tests/run, or install the package chromium.");
}
