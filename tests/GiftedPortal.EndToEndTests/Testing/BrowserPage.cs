using System.Collections.Concurrent;
using GiftedPortal.Tests.Testing;
using Microsoft.Playwright;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>One person's browser window: a first tab, further tabs with the same sign-in, and all that went wrong in any of them.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly IBrowserContext _context;

    private BrowserPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    /// <summary>The first tab.</summary>
    public IPage Page { get; }

    /// <summary>Errors on the console and exceptions that no script caught, each with its page's address.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>Opens a second tab of the same person.</summary>
    public Task<IPage> NewTabAsync() => _context.NewPageAsync();

    /// <summary>Keeps a picture of the whole page as <c>artifacts/screenshots/{name}.png</c> and returns its path.</summary>
    public Task<string> ScreenshotAsync(string name) => ScreenshotAsync(name, Page);

    /// <inheritdoc cref="ScreenshotAsync(string)"/>
    public static async Task<string> ScreenshotAsync(string name, IPage tab)
    {
        var path = RepositoryRoot.Combine("artifacts", "screenshots", name + ".png");
        await tab.ScreenshotAsync(new() { Path = path, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        return path;
    }

    /// <summary>Closes the window and, when the test failed or is not over yet, keeps its trace for <c>playwright show-trace</c>.</summary>
    public async ValueTask DisposeAsync()
    {
        // inside a test body nobody knows yet how the test ends, so the trace is kept
        var keep = TestContext.Current.TestState?.Result != TestResult.Passed;
        await _context.Tracing.StopAsync(keep ? new() { Path = TracePath() } : null);
        await _context.DisposeAsync();
    }

    internal static async Task<BrowserPage> OpenAsync(IBrowserContext context)
    {
        await context.Tracing.StartAsync(new() { Snapshots = true, Title = TestContext.Current.Test?.TestDisplayName });
        var page = new BrowserPage(context, await context.NewPageAsync());
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
                page._problems.Enqueue($"{message.Page?.Url}: {message.Text}");
        };
        context.WebError += (_, error) => page._problems.Enqueue($"{error.Page?.Url}: {error.Error}");
        return page;
    }

    private static string TracePath()
    {
        var test = TestContext.Current.TestMethod;
        var name = test is null ? "page" : $"{test.TestClass.TestClassSimpleName}.{test.MethodName}";
        return RepositoryRoot.Combine("artifacts", "traces", $"{name}-{Guid.NewGuid().ToString("N")[..4]}.zip");
    }
}
