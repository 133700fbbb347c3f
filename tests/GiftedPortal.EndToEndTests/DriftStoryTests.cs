using GiftedPortal.EndToEndTests.Testing;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests;

/// <summary>A live connection loses a permission in Bob, and gets it back.</summary>
public sealed class DriftStoryTests(Browser browser)
{
    [Fact]
    public async Task A_lost_permission_is_noticed_before_the_next_sync_and_the_notice_closes_by_itself()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync(1440, 900);
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        var bob = new BobConsole(await dana.NewTabAsync(), $"{portal.SandboxUrl}/bob");
        await page.ConnectAsync(portal, bob);
        await browser.ApproveAsync(portal);
        await page.ExpectStateAsync("Live");
        await using var olga = await browser.NewPageAsync(1440, 900);
        await olga.Page.SignInAsync(portal, "olga.operator@gifted.example");
        await olga.Page.Locator("[data-testid^=run-row-]").First.ClickAsync();

        await bob.UntickAsync(["address-view"]);
        await olga.Page.GetByTestId("sync-now").ClickAsync();
        await page.ExpectStateAsync("NeedsAttention");
        await Expect(page.GetByTestId("lost-address.view")).ToBeVisibleAsync();
        await dana.ScreenshotAsync("drift-01-lost");

        await bob.TickAsync(["address-view"]);
        await olga.Page.GetByTestId("sync-now").ClickAsync();
        await page.ExpectStateAsync("Live");
        await dana.ScreenshotAsync("drift-02-regained");
        dana.Problems.Should().BeEmpty();
    }
}
