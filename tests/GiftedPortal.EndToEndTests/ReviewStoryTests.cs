using GiftedPortal.EndToEndTests.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests;

/// <summary>Reviewers at work in their browsers: one after the other through the queue, and two who want the same connection.</summary>
public sealed class ReviewStoryTests(Browser browser)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_that_ends_while_the_reviewer_types_loses_no_word()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(Stop);
        var id = await portal.AddWaitingAsync("Initech", TimeSpan.FromHours(1));
        await using var rita = await browser.NewPageAsync();
        var page = rita.Page;
        await page.SignInAsync(portal, "rita.reviewer@gifted.example");
        await page.GotoAsync($"{portal.Url}/staff/connections/{id}");
        await page.GetByTestId("claim").ClickAsync();
        await Expect(page.GetByTestId("decision-held")).ToContainTextAsync("You have it until");
        await Reason(page).FocusAsync();
        await page.Keyboard.TypeAsync("The name is wrong, ");

        await portal.EndLeaseAsync(id);

        // the page says so by itself, and she types on
        await Expect(page.GetByTestId("decision-held")).ToContainTextAsync("ended at");
        await page.Keyboard.TypeAsync("and half of the people ");
        await using var sam = await browser.NewPageAsync();
        await sam.Page.SignInAsync(portal, "sam.reviewer@gifted.example");
        await sam.Page.GotoAsync($"{portal.Url}/staff/connections/{id}");
        await sam.Page.GetByTestId("claim").ClickAsync();
        await Expect(sam.Page.GetByTestId("release")).ToBeVisibleAsync();
        await page.BringToFrontAsync();
        await Expect(page.GetByTestId("decision-held")).ToContainTextAsync("Sam");
        await page.Keyboard.TypeAsync("cannot be seen.");
        const string Whole = "The name is wrong, and half of the people cannot be seen.";
        await Expect(Reason(page)).ToHaveValueAsync(Whole);
        await Expect(Reason(page)).ToBeFocusedAsync();

        await page.GetByTestId("reject").ClickAsync();
        await Expect(page.GetByTestId("decision-refused")).ToContainTextAsync("Sam");
        await Expect(Reason(page)).ToHaveValueAsync(Whole);

        // what was kept is what the decision says once she may decide
        await sam.Page.GetByTestId("release").ClickAsync();
        await Expect(sam.Page.GetByTestId("release")).ToHaveCountAsync(0);
        await page.GetByTestId("reject").ClickAsync();
        await Expect(page.GetByTestId("connection-state")).ToHaveAttributeAsync("data-state", "Rejected");
        await Expect(page.Locator("blockquote")).ToHaveTextAsync(Whole);
        rita.Problems.Should().BeEmpty();
        sam.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task The_queue_is_gone_through_by_keyboard_and_shows_what_comes_in_without_a_reload()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(Stop);
        var first = await portal.AddWaitingAsync("Initech", TimeSpan.FromHours(3));
        var second = await portal.AddWaitingAsync("Umbrella", TimeSpan.FromHours(2));
        await using var rita = await browser.NewPageAsync();
        var page = rita.Page;
        await page.SignInAsync(portal, "rita.reviewer@gifted.example");
        await Expect(page.Locator("[data-testid^=queue-row-]")).ToHaveCountAsync(2);
        await page.EvaluateAsync("() => { window.sameDocument = true; }");
        var third = await portal.AddWaitingAsync("Hooli", TimeSpan.FromHours(1));
        await Expect(page.Locator("[data-testid^=queue-row-] .list-link")).ToHaveTextAsync(["Initech", "Umbrella", "Hooli"]);

        await page.Locator($"[data-testid=queue-row-{first}] .list-link").PressAsync("Enter");
        await ExpectReviewAsync(page, first, "Initech");
        await page.Keyboard.PressAsync("Alt+J");
        await ExpectReviewAsync(page, second, "Umbrella");
        // also from inside a field, where the letters alone are text
        await Reason(page).FocusAsync();
        await page.Keyboard.TypeAsync("jk");
        await Expect(Reason(page)).ToHaveValueAsync("jk");
        await page.Keyboard.PressAsync("Alt+J");
        await ExpectReviewAsync(page, third, "Hooli");
        await Expect(Reason(page)).ToHaveValueAsync("");
        await Expect(page.GetByTestId("review-next")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Alt+K");
        await ExpectReviewAsync(page, second, "Umbrella");

        (await page.EvaluateAsync<bool>("() => window.sameDocument === true")).Should().BeTrue();
        rita.Problems.Should().BeEmpty();
    }

    private static async Task ExpectReviewAsync(IPage page, Guid id, string company)
    {
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/staff/connections/{id}$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(company);
        await Expect(page.GetByTestId("approve")).ToBeVisibleAsync();
    }

    private static ILocator Reason(IPage page) => page.GetByTestId("decision-reason");
}
