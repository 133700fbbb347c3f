using Microsoft.Playwright;

namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>Opens circuits: a tab each, and none counts before its page is drawn and answers.</summary>
internal static class Circuits
{
    private static readonly PageWaitForSelectorOptions Patience = new() { Timeout = 60_000 };

    /// <summary>Opens so many tabs of the wizard, spread over its steps.</summary>
    public static async Task OpenWizardAsync(this IBrowserContext person, WebProcess portal, int count)
    {
        string[] addresses = ["/setup"];
        for (var tab = 0; tab < count; tab++)
        {
            var page = await person.OpenAsync(portal, addresses[tab % addresses.Length]);
            if (tab == 0)
                addresses = await page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('.rail a[href^=\"/setup/\"]')].map(link => link.getAttribute('href')))]");
        }
    }

    /// <summary>Opens a tab and waits until its step is drawn.</summary>
    public static async Task<IPage> OpenAsync(this IBrowserContext person, WebProcess portal, string address)
    {
        var page = await person.NewPageAsync();
        await page.GotoAsync(new Uri(portal.Address, address).ToString());
        await page.WaitForSelectorAsync("[data-testid^='step-'] h1", Patience);
        return page;
    }

    /// <summary>Opens so many tabs of the template's counter.</summary>
    public static async Task OpenCounterAsync(this IBrowserContext person, WebProcess template, int count)
    {
        for (var tab = 0; tab < count; tab++)
        {
            var page = await person.NewPageAsync();
            await page.GotoAsync(new Uri(template.Address, "/counter").ToString());
            // drawn on the server first: only a click that counts proves a circuit
            await page.WaitForFunctionAsync("() => { document.querySelector('article button')?.click(); return /[1-9]$/.test(document.querySelector('[role=status]')?.textContent); }", null, new() { Timeout = 60_000 });
        }
    }
}
