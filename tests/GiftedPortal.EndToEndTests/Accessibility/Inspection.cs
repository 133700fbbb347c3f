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

    /// <summary>The states that were looked at, each once for each way of looking.</summary>
    public ConcurrentBag<string> Seen { get; } = [];

    /// <summary>The addresses that were opened, without what follows the path.</summary>
    public ConcurrentDictionary<string, bool> Opened { get; } = [];

    /// <summary>The dialogs that were opened, by their buttons.</summary>
    public ConcurrentDictionary<string, bool> Dialogs { get; } = [];

    /// <summary>Puts the questions into every page of a window.</summary>
    public static Task PrepareAsync(IBrowserContext context) => context.AddInitScriptAsync(string.Join('\n', Script(typeof(AxeRunOptions), "Deque.AxeCore.Commons.Resources.axe.min.js"), Script(typeof(Inspection), "inspect.js")));

    /// <summary>The language that a window asks for from its next load on.</summary>
    public Task SpeakAsync(IPage page, Look look) => page.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString(look.Culture), Url = url }]);

    /// <summary>Looks at pages in one language, without loading the portal anew for each.</summary>
    public async Task LookAsync(IPage page, Look look, IEnumerable<Stop> stops)
    {
        await SpeakAsync(page, look);
        var loaded = false;
        foreach (var stop in stops)
        {
            var inside = loaded && await page.EvaluateAsync<bool>("() => document.querySelector('.portal-main') !== null");
            Task opening = inside ? page.EvaluateAsync("address => Blazor.navigateTo(address)", stop.Address) : page.GotoAsync(url + stop.Address);
            await opening;
            loaded = true;
            Opened[stop.Address.Split('?')[0]] = true;
            await page.Locator(stop.Ready).First.WaitForAsync();
            await page.WaitForFunctionAsync("() => !document.querySelector('main [aria-busy=true], .boot')");
            if (stop.Act is not null) await stop.Act(page);
            await InspectAsync(page, look, stop.Name);
            if (stop.Close is not null) await stop.Close(page);
        }
    }

    /// <summary>Looks at what a window shows just now.</summary>
    public async Task InspectAsync(IPage page, Look look, string name)
    {
        if (look.IsPseudo)
        {
            await AskAsync("literals", "");
            return;
        }

        await AskAsync("axe", " light", false);
        await PictureAsync(page, look, name, "light");
        if (look.Language == "he") await AskAsync("parts", "");
        await AskAsync("targets", "");
        if (look.Language == "en")
        {
            // the same in every language
            await AskAsync("motion", "");
            await AskAsync("focusVisible", "");
        }

        await page.SetViewportSizeAsync(Narrow.Width, Narrow.Height);
        await AskAsync("cut", "");
        await AskAsync("reach", "");
        await page.SetViewportSizeAsync(Wide.Width, Wide.Height);

        // colours are the page's own business: it turns dark where it stands
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.Locator("html[data-theme=dark]").WaitForAsync();
        await AskAsync("axe", " dark", true);
        await PictureAsync(page, look, name, "dark");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.Locator("html[data-theme=light]").WaitForAsync();

        async Task AskAsync(string question, string scheme, bool argument = false)
        {
            var where = $"{name} ({look.Language}{scheme})";
            // what happens to lie half below the bar at the top is no fault of the page
            if (question is "axe") await page.EvaluateAsync("() => scrollTo({ top: 0, behavior: 'instant' })");
            foreach (var what in await page.EvaluateAsync<string[]>($"argument => inspect.{question}(argument)", argument)) Note(new(question, where, what));
            if (question is "axe" or "literals") Seen.Add(where);
        }
    }

    private void Note(Fault fault)
    {
        Faults.Add(fault);
        if (Pictures is { } folder) File.AppendAllText(Path.Combine(folder, "faults.txt"), $"{fault.Kind}\t{fault}\n");
    }

    // for somebody who works on the look: LOOK_PICTURES=folder keeps a picture of every page, as on a desk and as on a phone, and what is wrong with it
    private static string? Pictures => Environment.GetEnvironmentVariable("LOOK_PICTURES") is { Length: > 0 } folder ? folder : null;

    private static async Task PictureAsync(IPage page, Look look, string name, string scheme)
    {
        if (Pictures is not { } folder) return;
        foreach (var width in (int[])[1440, 390])
        {
            await page.SetViewportSizeAsync(width, 900);
            var file = string.Join('-', $"{name} {look.Language} {scheme}".Split(['/', ' ', ','], StringSplitOptions.RemoveEmptyEntries));
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
