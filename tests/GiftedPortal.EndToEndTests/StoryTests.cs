using GiftedPortal.EndToEndTests.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests;

/// <summary>The whole job, as the people do it: in browsers, against the sandbox, on a real database.</summary>
public sealed class StoryTests(Browser browser)
{
    private static readonly string[] Permissions =
    [
        "root-view", "work-view", "work-history", "address-view", "address-history", "email-view", "employment-view", "employment-history",
        "changes-view", "home-view", "identification-view", "lifecycle-view", "lifecycle-history", "personal-view", "personalContact-view",
    ];

    private const string LeftOut = "home-view";

    [Fact]
    public async Task A_customer_connects_a_reviewer_approves_and_an_operator_reads_the_log()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);

        await using var dana = await browser.NewPageAsync(1440, 900);
        var page = dana.Page;
        await SignInAsync(page, portal.Url, "dana@acme.example");
        await Expect(page.GetByTestId("step-open-settings")).ToBeVisibleAsync();
        await dana.ScreenshotAsync("story-01-first-step");

        var bob = new BobConsole(await dana.NewTabAsync(), $"{portal.SandboxUrl}/bob");
        var (id, token) = await bob.CreateServiceUserAsync();

        await NextUntilAsync(page, "keep-credentials");
        await page.GetByTestId("credentials-id").FillAsync(id);
        await page.GetByTestId("credentials-token").FillAsync("not-the-token");
        await page.GetByTestId("credentials-check").ClickAsync();
        await Expect(page.GetByTestId("credentials-result")).ToBeVisibleAsync();
        await dana.ScreenshotAsync("story-02-wrong-token");
        await page.GetByTestId("credentials-replace").ClickAsync();
        await Expect(page.GetByTestId("credentials-id")).ToHaveValueAsync(id);
        await page.GetByTestId("credentials-token").FillAsync(token);
        await page.GetByTestId("credentials-check").ClickAsync();
        await Expect(page.GetByTestId("credentials-saved")).ToBeVisibleAsync();
        (await page.ContentAsync()).Should().NotContain(token);
        await dana.ScreenshotAsync("story-03-credentials");

        await bob.CreateGroupAsync(id);
        await bob.TickAsync([.. Permissions.Where(permission => permission != LeftOut)]);

        await NextUntilAsync(page, "grant-permissions");
        await page.GetByTestId("permissions-check").ClickAsync();
        await ExpectVerdictAsync(page, "home.view", "Missing");
        await ExpectVerdictAsync(page, "address.view", "Granted");
        await ExpectVerdictAsync(page, "lifecycle.history", "Granted");
        await ExpectVerdictAsync(page, "changes.view", "CannotBeChecked");
        await dana.ScreenshotAsync("story-04-home-missing");

        await bob.TickAsync([LeftOut]);
        await page.GetByTestId("permissions-check").ClickAsync();
        await ExpectVerdictAsync(page, "home.view", "Granted");
        await dana.ScreenshotAsync("story-05-all-granted");

        await NextUntilAsync(page, "enter-connection");
        await Expect(page.GetByTestId("company-name")).ToHaveValueAsync("Acme");
        await dana.ScreenshotAsync("story-06-connection");
        await NextUntilAsync(page, "sync");
        await dana.ScreenshotAsync("story-07-check-answers");
        await page.GetByTestId("submit-sync").ClickAsync();
        await Expect(page.GetByTestId("connection-state")).ToHaveAttributeAsync("data-state", "Submitted");
        await dana.ScreenshotAsync("story-08-submitted");

        await using var rita = await browser.NewPageAsync(1440, 900);
        await SignInAsync(rita.Page, portal.Url, "rita.reviewer@gifted.example");
        await Expect(rita.Page.Locator("[data-testid^=queue-row-]")).ToHaveCountAsync(1);
        await rita.ScreenshotAsync("story-09-queue");
        await rita.Page.Locator("[data-testid^=queue-row-]").ClickAsync();
        await Expect(rita.Page.GetByTestId("approve")).ToBeVisibleAsync();
        await rita.ScreenshotAsync("story-10-review");
        await rita.Page.GetByTestId("approve").ClickAsync();

        // the customer's page follows by itself
        await Expect(page.GetByTestId("connection-state")).ToHaveAttributeAsync("data-state", "Live", new() { Timeout = 60_000 });
        await dana.ScreenshotAsync("story-11-live");

        await using var olga = await browser.NewPageAsync(1440, 900);
        await SignInAsync(olga.Page, portal.Url, "olga.operator@gifted.example");
        await Expect(olga.Page.Locator("[data-testid^=run-row-]")).ToHaveCountAsync(1);
        await olga.ScreenshotAsync("story-12-runs");
        await olga.Page.Locator("[data-testid^=run-row-]").ClickAsync();
        await Expect(olga.Page.GetByTestId("run-read")).ToContainTextAsync("1,000");
        await olga.ScreenshotAsync("story-13-run");

        dana.Problems.Should().BeEmpty();
        rita.Problems.Should().BeEmpty();
        olga.Problems.Should().BeEmpty();
        portal.Output.Should().NotContain(token);
    }

    private static async Task SignInAsync(IPage page, string portal, string account)
    {
        await page.GotoAsync(portal);
        await page.GetByTestId($"account-{account}").ClickAsync();
        await page.WaitForURLAsync($"{portal}/**");
    }

    /// <summary>Clicks Next until the step is there; each click must lead to another step.</summary>
    private static async Task NextUntilAsync(IPage page, string slug)
    {
        while (!page.Url.EndsWith($"/setup/{slug}", StringComparison.Ordinal))
        {
            var before = page.Url;
            await page.GetByTestId("step-next").ClickAsync();
            await page.WaitForURLAsync(url => url != before);
        }

        await Expect(page.GetByTestId($"step-{slug}")).ToBeVisibleAsync();
    }

    private static Task ExpectVerdictAsync(IPage page, string key, string verdict) =>
        Expect(page.GetByTestId($"permission-{key}")).ToHaveAttributeAsync("data-verdict", verdict, new() { Timeout = 20_000 });
}
