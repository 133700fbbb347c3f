using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using GiftedPortal.EndToEndTests.Testing;
using Microsoft.Playwright;

namespace GiftedPortal.EndToEndTests.Accessibility;

/// <summary>Opens pages and asks them what is wrong; the questions are in <c>inspect.js</c>.</summary>
internal sealed class Inspection(string url)
{
    private static readonly ViewportSize Wide = new() { Width = 1280, Height = 800 };
    // a window of 1280 by 1024 at 400 %
    private static readonly ViewportSize Narrow = new() { Width = 320, Height = 256 };

    /// <summary>What was found, by kind.</summary>
    public ConcurrentBag<Fault> Faults { get; } = [];

    public ConcurrentDictionary<string, TimeSpan> Spent { get; } = [];

    /// <summary>How many states were looked at in how many ways.</summary>
    public ConcurrentBag<string> Seen { get; } = [];

    /// <summary>Puts the questions into every page of a window.</summary>
    public static Task PrepareAsync(IBrowserContext context) => context.AddInitScriptAsync(string.Join('\n', Script(typeof(AxeRunOptions), "Deque.AxeCore.Commons.Resources.axe.min.js"), Script(typeof(Inspection), "inspect.js")));

    /// <summary>Looks at pages in one way, without loading the portal anew for each.</summary>
    public async Task LookAsync(IPage page, Look look, IEnumerable<Stop> stops)
    {
        await page.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString(look.Culture), Url = url }]);
        await page.EmulateMediaAsync(new() { ColorScheme = look.Scheme });
        var loaded = false;
        foreach (var stop in stops)
        {
            var inside = loaded && await page.EvaluateAsync<bool>("() => document.querySelector('.portal-main') !== null");
            Task opening = inside ? page.EvaluateAsync("address => Blazor.navigateTo(address)", stop.Address) : page.GotoAsync(url + stop.Address);
            await opening;
            loaded = true;
            await page.Locator(stop.Ready).First.WaitForAsync();
            await page.WaitForFunctionAsync("() => !document.querySelector('main [aria-busy=true], .boot')");
            if (stop.Act is not null) await stop.Act(page);
            await InspectAsync(page, look, stop);
            if (stop.Close is not null) await stop.Close(page);
        }
    }

    private async Task InspectAsync(IPage page, Look look, Stop stop)
    {
        var where = $"{stop.Name} ({look})";
        Seen.Add(where);
        if (look.IsPseudo)
        {
            await AskAsync("literals");
            return;
        }

        await AskAsync("axe");
        if (look.Scheme is ColorScheme.Dark) return;
        await AskAsync("targets");
        await AskAsync("motion");
        await AskAsync("focusVisible");
        await page.SetViewportSizeAsync(Narrow.Width, Narrow.Height);
        await AskAsync("cut");
        if (Environment.GetEnvironmentVariable("LOOK_PICTURES") is { Length: > 0 } folder) await PictureAsync(page, folder, where);
        await page.SetViewportSizeAsync(Wide.Width, Wide.Height);

        async Task AskAsync(string question)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            foreach (var what in await page.EvaluateAsync<string[]>($"() => inspect.{question}()")) Faults.Add(new(question, where, what));
            Spent.AddOrUpdate(question, _ => System.Diagnostics.Stopwatch.GetElapsedTime(started), (_, before) => before + System.Diagnostics.Stopwatch.GetElapsedTime(started));
        }
    }

    private static async Task PictureAsync(IPage page, string folder, string name) =>
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, string.Concat(name.Split('/', ' ', '(', ')')) + ".png"), FullPage = true });

    private static string Script(Type beside, string resource)
    {
        using var reader = new StreamReader(beside.Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not in {beside.Assembly.GetName().Name}."));
        return reader.ReadToEnd();
    }
}
