using GiftedPortal.EndToEndTests.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests;

/// <summary>A live connection gets other credentials, is paused, goes on, and ends with a certificate.</summary>
public sealed class ConnectionEndsStoryTests(Browser browser)
{
    [Fact]
    public async Task Credentials_are_changed_syncs_paused_and_resumed_and_the_end_comes_with_a_certificate()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync(1440, 900);
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        var tab = await dana.NewTabAsync();
        var bob = new BobConsole(tab, $"{portal.SandboxUrl}/bob");
        await page.ConnectAsync(portal, bob);
        await browser.ApproveAsync(portal);
        await page.ExpectStateAsync("Live");
        await PicturesAsync(dana, "end-01-live");

        // a second service user, in a group of its own, sees less until everything is ticked
        var second = new BobConsole(tab, $"{portal.SandboxUrl}/bob");
        var (id, token) = await second.CreateServiceUserAsync();
        await second.CreateGroupAsync(id, "Presents");
        await second.TickAsync([.. BobConsole.AllBoxes.Where(box => box != "home-view")]);
        await page.GetByTestId("change-credentials").ClickAsync();
        await page.GetByTestId("credentials-id").FillAsync(id);
        await page.GetByTestId("credentials-token").FillAsync(token);
        await page.GetByTestId("credentials-token").BlurAsync();
        await page.GetByTestId("credentials-check").ClickAsync();
        await Expect(page.GetByTestId("rights-home.view")).ToHaveAttributeAsync("data-change", "Less", new() { Timeout = 60_000 });
        (await page.ContentAsync()).Should().NotContain(token);
        await dana.ScreenshotAsync("end-02-sees-less");
        await second.TickAsync(["home-view"]);
        await page.GetByTestId("try-again").ClickAsync();
        await Expect(page.GetByTestId("rights-home.view")).ToHaveAttributeAsync("data-change", "Same", new() { Timeout = 60_000 });
        await PicturesAsync(dana, "end-03-compared");
        await page.GetByTestId("switch").ClickAsync();
        await page.GetByTestId("confirm").ClickAsync();
        await page.ExpectStateAsync("Live");
        await Expect(page.Locator("[data-testid=run-bars] li[data-status=Succeeded]")).ToHaveCountAsync(2, new() { Timeout = 60_000 });

        await page.GetByTestId("pause").ClickAsync();
        await page.GetByTestId("confirm-reason").FillAsync("We are moving offices.");
        await page.GetByTestId("confirm").ClickAsync();
        await page.ExpectStateAsync("Paused");
        await Expect(page.GetByTestId("paused-by")).ToBeVisibleAsync();
        await dana.ScreenshotAsync("end-04-paused");
        await page.GetByTestId("resume").ClickAsync();
        await page.ExpectStateAsync("Live");

        await page.GetByTestId("disconnect").ClickAsync();
        await page.GetByTestId("disconnect-confirmation").FillAsync("Acme");
        await dana.ScreenshotAsync("end-05-disconnect");
        await page.GetByTestId("disconnect-now").ClickAsync();
        await Expect(page.GetByTestId("certificate-sha")).ToBeVisibleAsync(new() { Timeout = 90_000 });
        await Expect(page.GetByTestId("erased-employees")).ToContainTextAsync("1,000");
        await PicturesAsync(dana, "end-06-certificate");

        await page.GotoAsync($"{portal.Url}/connection");
        await page.ExpectStateAsync("Disconnected");
        await page.GetByTestId("start-again").ClickAsync();
        await Expect(page.GetByTestId("step-open-settings")).ToBeVisibleAsync();
        dana.Problems.Should().BeEmpty();
        portal.Output.Should().NotContain(token);
    }

    // wide and light, narrow and dark
    private static async Task PicturesAsync(BrowserPage dana, string name)
    {
        await dana.ScreenshotAsync(name);
        await dana.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await dana.Page.SetViewportSizeAsync(390, 844);
        await dana.ScreenshotAsync($"{name}-narrow-dark");
        await dana.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await dana.Page.SetViewportSizeAsync(1440, 900);
    }
}
