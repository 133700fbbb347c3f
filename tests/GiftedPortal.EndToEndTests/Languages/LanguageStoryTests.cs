using GiftedPortal.EndToEndTests.Testing;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests.Languages;

/// <summary>A language is chosen once and followed everywhere, as people see it.</summary>
public sealed class LanguageStoryTests(Browser browser)
{
    private const string Account = "omer@acme.example";

    [Fact]
    public async Task A_member_finds_the_chosen_language_on_every_machine()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);

        await using (var office = await browser.NewPageAsync())
        {
            await office.Page.SignInAsync(portal, Account);
            await office.Page.GetByTestId("user-menu").ClickAsync();
            await office.Page.GetByTestId("language-he").ClickAsync();
            await Expect(office.Page.Locator("html[lang=he][dir=rtl]")).ToHaveCountAsync(1);
            // drawn by the circuit, not by the request
            await Expect(office.Page.Locator(".setup-where").First).ToContainTextAsync("שלב 1 מתוך 16");
            new Uri(office.Page.Url).AbsolutePath.Should().StartWith("/setup");
            office.Problems.Should().BeEmpty();
        }

        await using (var home = await browser.NewPageAsync())
        {
            await home.Page.SignInAsync(portal, Account);
            await Expect(home.Page.Locator("html[lang=he]")).ToHaveCountAsync(1);
            await home.Page.GotoAsync($"{portal.Url}/signed-out");
            await home.Page.GetByTestId("language-en").ClickAsync();
            await Expect(home.Page.Locator("html[lang=en]")).ToHaveCountAsync(1);
        }
    }

    [Fact]
    public async Task What_was_chosen_before_signing_in_is_kept_for_the_member()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using (var phone = await browser.NewPageAsync(390, 844))
        {
            await phone.Page.GotoAsync($"{portal.Url}/signed-out");
            await phone.Page.GetByTestId("language-he").ClickAsync();
            await phone.Page.SignInAsync(portal, Account);
            await Expect(phone.Page.Locator("html[lang=he]")).ToHaveCountAsync(1);
        }

        await using var other = await browser.NewPageAsync();
        await other.Page.SignInAsync(portal, Account);

        await Expect(other.Page.Locator("html[lang=he]")).ToHaveCountAsync(1);
    }
}
