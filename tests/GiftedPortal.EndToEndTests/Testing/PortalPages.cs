using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>What people do again and again in the portal.</summary>
internal static class PortalPages
{
    public static async Task SignInAsync(this IPage page, PortalProcess portal, string account)
    {
        await page.GotoAsync(portal.Url);
        await page.GetByTestId($"account-{account}").ClickAsync();
        // by what is drawn: the event of the load is missed when it comes between two looks at the address
        await Expect(page).ToHaveURLAsync(new Regex($"^{Regex.Escape(portal.Url)}/"));
        await Expect(page.Locator("h1").First).ToBeVisibleAsync();
    }

    /// <summary>Clicks Next until the step is there; each click must lead to another step.</summary>
    public static async Task NextUntilAsync(this IPage page, string slug)
    {
        // the address changes before the page does, and a click on the step that is going away would count for that one:
        // also at the start, where sign-in is still on its way to the step
        await page.ExpectStepOfTheAddressAsync();
        while (!page.Url.EndsWith($"/setup/{slug}", StringComparison.Ordinal))
        {
            var before = page.Url;
            await page.GetByTestId("step-next").ClickAsync();
            await Expect(page).Not.ToHaveURLAsync(before);
            await page.ExpectStepOfTheAddressAsync();
        }
    }

    private static async Task ExpectStepOfTheAddressAsync(this IPage page)
    {
        await Expect(page).ToHaveURLAsync(new Regex("/setup/[a-z-]+$"));
        await Expect(page.GetByTestId($"step-{new Uri(page.Url).Segments[^1]}")).ToBeVisibleAsync();
    }

    public static async Task SaveCredentialsAsync(this IPage page, string id, string token)
    {
        await page.GetByTestId("credentials-id").FillAsync(id);
        await page.GetByTestId("credentials-token").FillAsync(token);
        await page.GetByTestId("credentials-check").ClickAsync();
        await Expect(page.GetByTestId("credentials-saved")).ToBeVisibleAsync();
    }

    public static Task ExpectVerdictAsync(this IPage page, string key, string verdict) =>
        Expect(page.GetByTestId($"permission-{key}")).ToHaveAttributeAsync("data-verdict", verdict, new() { Timeout = 60_000 });

    // a run that was interrupted is found within a minute, and then runs again
    public static Task ExpectStateAsync(this IPage page, string state) =>
        Expect(page.GetByTestId("connection-state")).ToHaveAttributeAsync("data-state", state, new() { Timeout = 180_000 });

    /// <summary>Sets everything up on both sides and submits; the page then shows the connection's state.</summary>
    public static async Task ConnectAsync(this IPage page, PortalProcess portal, BobConsole bob)
    {
        var (id, token) = await bob.CreateServiceUserAsync();
        await bob.CreateGroupAsync(id);
        await bob.TickAsync(BobConsole.AllBoxes);
        // a tab in the background draws once a second
        await page.BringToFrontAsync();
        await page.GotoAsync($"{portal.Url}/setup/keep-credentials");
        await page.SaveCredentialsAsync(id, token);
        await page.GotoAsync($"{portal.Url}/setup/sync");
        await page.GetByTestId("submit-sync").ClickAsync();
        await page.ExpectStateAsync("Submitted");
    }

    /// <summary>A reviewer, in a window of their own, approves the only connection that waits.</summary>
    public static async Task ApproveAsync(this Browser browser, PortalProcess portal)
    {
        await using var rita = await browser.NewPageAsync();
        await rita.Page.SignInAsync(portal, "rita.reviewer@gifted.example");
        await rita.Page.Locator("[data-testid^=queue-row-]").ClickAsync();
        await rita.Page.GetByTestId("approve").ClickAsync();
        await Expect(rita.Page.GetByTestId("decision-done")).ToBeVisibleAsync();
    }
}
