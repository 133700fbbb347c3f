using System.Diagnostics;
using GiftedPortal.EndToEndTests.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests;

/// <summary>Everything is green and the policy allows it: nobody at Gifted has to do anything.</summary>
public sealed class FastLaneTests(Browser browser)
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task From_the_customers_click_to_live_it_takes_a_minute_at_the_most_and_no_person()
    {
        await using var portal = new PortalProcess(settings: new Dictionary<string, string?> { ["Approval:FastLane"] = "true", ["Mail:StaffAddress"] = "staff@gifted.example" });
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync();
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        var bob = new BobConsole(await dana.NewTabAsync(), $"{portal.SandboxUrl}/bob");
        var (id, token) = await bob.CreateServiceUserAsync();
        await bob.CreateGroupAsync(id);
        await bob.TickAsync(BobConsole.AllBoxes);
        await page.GotoAsync($"{portal.Url}/setup/keep-credentials");
        await page.SaveCredentialsAsync(id, token);
        await page.GotoAsync($"{portal.Url}/setup/only-the-service-user");
        await page.GetByTestId("group-members").FillAsync("1");
        await page.GetByTestId("step-next").ClickAsync();
        await Expect(page.GetByTestId("step-apply-and-save")).ToBeVisibleAsync();
        await page.GotoAsync($"{portal.Url}/setup/grant-permissions");
        foreach (var permission in (string[])["address.history", "changes.view"])
        {
            await page.ExpectVerdictAsync(permission, "CannotBeChecked");
            var confirm = page.GetByTestId($"confirm-{permission}");
            await confirm.CheckAsync();
            await Expect(confirm).ToBeCheckedAsync();
        }

        await page.GotoAsync($"{portal.Url}/setup/sync");
        var click = Stopwatch.GetTimestamp();
        await page.GetByTestId("submit-sync").ClickAsync();
        await Expect(page.GetByTestId("connection-state")).ToHaveAttributeAsync("data-state", "Live", new LocatorAssertionsToHaveAttributeOptions { Timeout = (float)Promise.TotalMilliseconds });
        var took = Stopwatch.GetElapsedTime(click);

        took.Should().BeLessThan(Promise);
        TestContext.Current.SendDiagnosticMessage($"From the click to Live: {took.TotalSeconds:0.0} s.");
        dana.Problems.Should().BeEmpty();
    }
}
