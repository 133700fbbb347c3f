using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
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

        await AskAsync("axe", look.Scheme is ColorScheme.Dark);
        await PictureAsync(page, where);
        if (look.Scheme is ColorScheme.Dark) return;
        await AskAsync("targets");
        await AskAsync("motion");
        await AskAsync("focusVisible");
        await page.SetViewportSizeAsync(Narrow.Width, Narrow.Height);
        await AskAsync("cut");
        await page.SetViewportSizeAsync(Wide.Width, Wide.Height);

        async Task AskAsync(string question, bool argument = false)
        {
            foreach (var what in await page.EvaluateAsync<string[]>($"argument => inspect.{question}(argument)", argument)) Faults.Add(new(question, where, what));
        }
    }

    // for somebody who works on the look: LOOK_PICTURES=folder keeps a picture of every page, as on a desk and as on a phone
    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LOOK_PICTURES") is not { Length: > 0 } folder) return;
        foreach (var width in (int[])[1440, 390])
        {
            await page.SetViewportSizeAsync(width, 900);
            var file = string.Join('-', name.Split(['/', ' ', '(', ')', ','], StringSplitOptions.RemoveEmptyEntries));
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{file}-{width}.png"), FullPage = true });
        }

        await page.SetViewportSizeAsync(Wide.Width, Wide.Height);
    }

    private static string Script(Type beside, string resource)
    {
        using var reader = new StreamReader(beside.Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not in {beside.Assembly.GetName().Name}."));
        return reader.ReadToEnd();
    }
}
