using GiftedPortal.Data;
using GiftedPortal.EndToEndTests.Testing;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests;

/// <summary>The whole job, as the people do it: in browsers, against the sandbox, on a real database.</summary>
public sealed class StoryTests(Browser browser, PostgresServer postgres)
{
    private const string LeftOut = "home-view";

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_customer_connects_a_reviewer_approves_and_an_operator_reads_the_log(DatabaseProvider database)
    {
        await using var portal = new PortalProcess(database is DatabaseProvider.Postgres ? await postgres.CreateDatabaseAsync(cancellationToken: TestContext.Current.CancellationToken) : null);
        await portal.StartAsync(TestContext.Current.CancellationToken);

        await using var dana = await browser.NewPageAsync(1440, 900);
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        await Expect(page.GetByTestId("step-open-settings")).ToBeVisibleAsync();
        await dana.ScreenshotAsync("story-01-first-step");

        var bob = new BobConsole(await dana.NewTabAsync(), $"{portal.SandboxUrl}/bob");
        var (id, token) = await bob.CreateServiceUserAsync();

        await page.NextUntilAsync("keep-credentials");
        await page.GetByTestId("credentials-id").FillAsync(id);
        await page.GetByTestId("credentials-token").FillAsync("not-the-token");
        await page.GetByTestId("credentials-check").ClickAsync();
        await Expect(page.GetByTestId("credentials-result")).ToBeVisibleAsync();
        await dana.ScreenshotAsync("story-02-wrong-token");
        await page.GetByTestId("credentials-replace").ClickAsync();
        await Expect(page.GetByTestId("credentials-id")).ToHaveValueAsync(id);
        await page.SaveCredentialsAsync(id, token);
        (await page.ContentAsync()).Should().NotContain(token);
        await dana.ScreenshotAsync("story-03-credentials");

        await bob.CreateGroupAsync(id);
        await bob.TickAsync([.. BobConsole.AllBoxes.Where(permission => permission != LeftOut)]);

        await page.NextUntilAsync("grant-permissions");
        await page.GetByTestId("permissions-check").ClickAsync();
        await page.ExpectVerdictAsync("home.view", "Missing");
        await page.ExpectVerdictAsync("address.view", "Granted");
        await page.ExpectVerdictAsync("lifecycle.history", "Granted");
        await page.ExpectVerdictAsync("changes.view", "CannotBeChecked");
        await dana.ScreenshotAsync("story-04-home-missing");

        await bob.TickAsync([LeftOut]);
        await page.GetByTestId("permissions-check").ClickAsync();
        await page.ExpectVerdictAsync("home.view", "Granted");
        await dana.ScreenshotAsync("story-05-all-granted");

        await page.NextUntilAsync("enter-connection");
        await Expect(page.GetByTestId("company-name")).ToHaveValueAsync("Acme");
        await dana.ScreenshotAsync("story-06-connection");
        await page.NextUntilAsync("sync");
        await dana.ScreenshotAsync("story-07-check-answers");
        await page.GetByTestId("submit-sync").ClickAsync();
        await page.ExpectStateAsync("Submitted");
        await dana.ScreenshotAsync("story-08-submitted");

        await using var rita = await browser.NewPageAsync(1440, 900);
        await rita.Page.SignInAsync(portal, "rita.reviewer@gifted.example");
        await Expect(rita.Page.Locator("[data-testid^=queue-row-]")).ToHaveCountAsync(1);
        await rita.ScreenshotAsync("story-09-queue");
        await rita.Page.Locator("[data-testid^=queue-row-]").ClickAsync();
        await Expect(rita.Page.GetByTestId("approve")).ToBeVisibleAsync();
        await rita.ScreenshotAsync("story-10-review");
        await rita.Page.GetByTestId("approve").ClickAsync();

        // the customer's page follows by itself
        await page.ExpectStateAsync("Live");
        await dana.ScreenshotAsync("story-11-live");

        await using var olga = await browser.NewPageAsync(1440, 900);
        await olga.Page.SignInAsync(portal, "olga.operator@gifted.example");
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
}
