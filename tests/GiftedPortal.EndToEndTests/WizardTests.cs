using System.Text.RegularExpressions;
using GiftedPortal.EndToEndTests.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests;

/// <summary>The wizard in real browsers: how much there is to click, whether the keyboard alone is enough, and whether two people see each other.</summary>
public sealed class WizardTests(Browser browser)
{
    private const int MostClicks = 40;

    // counts every click that a person makes in the portal, and keeps every text that is typed into a field
    private const string Recorder = """
        addEventListener("click", event => { if (event.isTrusted && event.detail > 0) sessionStorage.clicks = 1 + Number(sessionStorage.clicks ?? 0); }, true);
        addEventListener("change", event => { if (event.isTrusted && event.target.matches("input:not([type=radio], [type=checkbox])"))
          sessionStorage.typed = JSON.stringify([...JSON.parse(sessionStorage.typed ?? "[]"), event.target.value]); }, true);
        """;

    [Fact]
    public async Task The_whole_set_up_takes_at_most_forty_clicks_and_nothing_is_typed_twice()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync(1440, 900);
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        var bob = new BobConsole(await dana.NewTabAsync(), $"{portal.SandboxUrl}/bob");
        var (id, token) = await bob.CreateServiceUserAsync();
        await bob.CreateGroupAsync(id);
        await bob.TickAsync(BobConsole.AllBoxes);
        await page.AddInitScriptAsync(Recorder);
        await page.BringToFrontAsync();
        await page.ReloadAsync();

        // readiness, with every question answered
        await page.GetByTestId("admin-yes").ClickAsync();
        await page.GetByTestId("approval-yes").ClickAsync();
        await page.GetByTestId("before-no").ClickAsync();
        await page.GetByTestId("employees").ClickAsync();
        await page.GetByTestId("employees").FillAsync("1000");
        await page.NextUntilAsync("name-service-user");
        await page.GetByTestId("copy.ServiceUserName").ClickAsync();
        await page.GetByTestId("copy.DisplayName").ClickAsync();
        await page.NextUntilAsync("keep-credentials");
        await page.GetByTestId("credentials-id").ClickAsync();
        await page.GetByTestId("credentials-id").FillAsync(id);
        // not into both first: a field of MudBlazor that was clicked is focused once more when the server hears of it, and takes what is typed into the next one by then
        await page.GetByTestId("credentials-token").ClickAsync();
        await page.SaveCredentialsAsync(id, token);
        await page.NextUntilAsync("create-group");
        await page.GetByTestId("copy.GroupName").ClickAsync();
        await page.NextUntilAsync("only-the-service-user");
        await page.GetByTestId("group-members").ClickAsync();
        await page.GetByTestId("group-members").FillAsync("1");
        await page.NextUntilAsync("grant-permissions");
        await page.ExpectVerdictAsync("home.view", "Granted");
        await page.GetByTestId("confirm-address.history").ClickAsync();
        await page.GetByTestId("confirm-changes.view").ClickAsync();
        await Expect(page.GetByTestId("still-to-tick")).Not.ToBeVisibleAsync();
        await page.NextUntilAsync("sync");
        await Expect(page.GetByTestId("open-steps")).Not.ToBeVisibleAsync();
        await dana.ScreenshotAsync("wizard-check-answers");
        var typed = await page.EvaluateAsync<string[]>("() => JSON.parse(sessionStorage.typed ?? '[]')");
        await page.GetByTestId("submit-sync").ClickAsync();
        await page.ExpectStateAsync("Submitted");

        var clicks = await page.EvaluateAsync<int>("() => Number(sessionStorage.clicks)");
        TestContext.Current.SendDiagnosticMessage($"The whole set-up took {clicks} clicks.");
        clicks.Should().BeInRange(20, MostClicks);
        typed.Should().BeEquivalentTo("1000", id, token, "1");
        dana.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task The_look_follows_the_system_until_somebody_chooses_and_then_stays()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync(scheme: ColorScheme.Dark);
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        await Expect(page.Locator("html[data-theme=dark]")).ToHaveCountAsync(1);

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Expect(page.Locator("html[data-theme=light]")).ToHaveCountAsync(1);
        await page.GetByTestId("user-menu").ClickAsync();
        await page.GetByTestId("theme-dark").CheckAsync();
        await page.ReloadAsync();

        await Expect(page.Locator("html[data-theme=dark]")).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("step-open-settings")).ToBeVisibleAsync();
        dana.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task The_whole_set_up_is_done_with_the_keyboard_alone()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync();
        var page = dana.Page;
        var bobTab = await dana.NewTabAsync();
        await page.SignInAsync(portal, "dana@acme.example");
        var bob = new BobConsole(bobTab, $"{portal.SandboxUrl}/bob");
        var (id, token) = await bob.CreateServiceUserAsync();
        await bob.CreateGroupAsync(id);
        await bob.TickAsync(BobConsole.AllBoxes);
        await page.BringToFrontAsync();

        await page.ExpectHeadingFocusedAsync("open-settings");
        await page.TabToAsync("admin-yes");
        await page.Keyboard.PressAsync("Space");
        await page.TabToAsync("employees");
        await page.Keyboard.TypeAsync("1000");
        await page.PressNextUntilAsync("keep-credentials");
        await page.TabToAsync("credentials-id");
        await page.Keyboard.TypeAsync(id);
        await page.TabToAsync("credentials-token");
        await page.Keyboard.TypeAsync(token);
        await page.TabToAsync("credentials-check");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("credentials-saved")).ToBeVisibleAsync();
        await page.PressNextUntilAsync("only-the-service-user");
        await page.TabToAsync("group-members");
        await page.Keyboard.TypeAsync("1");
        await page.PressNextUntilAsync("grant-permissions");
        await page.ExpectVerdictAsync("home.view", "Granted");
        foreach (var confirm in (string[])["confirm-address.history", "confirm-changes.view"])
        {
            await page.TabToAsync(confirm);
            await page.Keyboard.PressAsync("Space");
            await Expect(page.GetByTestId(confirm)).ToBeCheckedAsync();
        }

        await page.PressNextUntilAsync("sync");
        await page.TabToAsync("submit-sync");
        await page.Keyboard.PressAsync("Enter");
        await page.ExpectStateAsync("Submitted");
        dana.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_people_see_each_other_and_each_others_progress_and_one_sends_it_once()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync(1440, 900);
        await using var omer = await browser.NewPageAsync(1440, 900);
        await dana.Page.SignInAsync(portal, "dana@acme.example");
        await omer.Page.SignInAsync(portal, "omer@acme.example");
        await Expect(dana.Page.GetByTestId("people")).ToContainTextAsync(new Regex("Omer.* is at step 1"));

        await omer.Page.NextUntilAsync("manage-service-users");
        await Expect(dana.Page.GetByTestId("people")).ToContainTextAsync(new Regex("Omer.* is at step 4"));
        await Expect(dana.Page.GetByTestId("here-manage-service-users")).ToBeVisibleAsync();
        await Expect(dana.Page.Locator(".rail li.done")).ToHaveCountAsync(2);
        await Expect(dana.Page.GetByTestId("step-finished")).ToBeVisibleAsync();
        await dana.ScreenshotAsync("wizard-two-people");

        // what one types the other reads, without leaving the field
        await omer.Page.GotoAsync($"{portal.Url}/setup/enter-connection");
        await dana.Page.GotoAsync($"{portal.Url}/setup/enter-connection");
        await omer.Page.GetByTestId("company-name").ClickAsync();
        await omer.Page.Keyboard.PressAsync("Control+A");
        await omer.Page.Keyboard.TypeAsync("Acme of Omer");
        await Expect(dana.Page.GetByTestId("company-name")).ToHaveValueAsync("Acme of Omer");

        var bob = new BobConsole(await dana.NewTabAsync(), $"{portal.SandboxUrl}/bob");
        await dana.Page.ConnectAsync(portal, bob);
        await Expect(omer.Page.GetByTestId("already-sent")).ToContainTextAsync("Dana");
        await omer.ScreenshotAsync("wizard-already-sent");
        await omer.Page.GetByTestId("already-sent").GetByRole(AriaRole.Link).ClickAsync();
        await omer.Page.ExpectStateAsync("Submitted");
        omer.Problems.Should().BeEmpty();
    }
}
