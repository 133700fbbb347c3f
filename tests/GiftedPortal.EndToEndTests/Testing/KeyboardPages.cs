using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>What somebody does who has no mouse.</summary>
internal static class KeyboardPages
{
    private const int MostTabs = 120;
    private const string Focused = "() => document.activeElement?.closest('[data-testid]')?.dataset.testid";

    /// <summary>Tab, until the element has the focus.</summary>
    public static async Task TabToAsync(this IPage page, string testId)
    {
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await page.EvaluateAsync<string?>("() => document.activeElement?.dataset.testid") == testId) return;
            await page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"{MostTabs} times Tab did not lead to {testId}, but to {await page.EvaluateAsync<string?>(Focused)}.");
    }

    /// <summary>Next by Tab and Enter until the step is there; after each the focus is on the new step's heading.</summary>
    public static async Task PressNextUntilAsync(this IPage page, string slug)
    {
        while (!page.Url.EndsWith($"/setup/{slug}", StringComparison.Ordinal))
        {
            var before = page.Url;
            await page.TabToAsync("step-next");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page).Not.ToHaveURLAsync(before);
            await page.ExpectHeadingFocusedAsync(new Uri(page.Url).Segments[^1]);
        }
    }

    public static Task ExpectHeadingFocusedAsync(this IPage page, string slug) =>
        Expect(page.GetByTestId($"step-{slug}").GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
}
