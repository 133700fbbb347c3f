using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Features.Notifications;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests;

/// <summary>People who come in by a link, hand over, and leave: in browsers, each with one of their own.</summary>
public sealed class InvitationStoryTests(Browser browser)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invited_person_sets_up_hands_a_step_to_a_colleague_and_gets_it_back()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(Cancelled);

        await using var ada = await browser.NewPageAsync(1440, 900);
        await ada.Page.SignInAsync(portal, "ada.admin@gifted.example");
        await ada.Page.GetByTestId("customer-name").FillAsync("Initech");
        await ada.Page.GetByTestId("customer-email").FillAsync("yael@initech.example");
        await ada.Page.GetByTestId("customer-add").ClickAsync();
        await Expect(ada.Page.GetByTestId("customer-added")).ToContainTextAsync("Initech");

        await using var yael = await browser.NewPageAsync(390, 844);
        var invitation = await InvitationToAsync(portal, "yael@initech.example");
        await AcceptAsync(portal, yael, invitation, "yael@initech.example", "invite-01-invitation");
        await Expect(yael.Page.GetByTestId("step-open-settings")).ToBeVisibleAsync();
        await yael.Page.Locator("[data-testid=hand-over] > summary").ClickAsync();
        await yael.Page.GetByTestId("hand-over-email").FillAsync("ido@initech.example");
        await yael.Page.GetByTestId("hand-over-note").FillAsync("You are our Bob administrator: please open the settings for me.");
        await yael.ScreenshotAsync("invite-02-hand-over");
        await yael.Page.GetByTestId("hand-over-send").ClickAsync();
        await Expect(yael.Page.GetByTestId("handover-given")).ToContainTextAsync("ido@initech.example");
        await yael.ScreenshotAsync("invite-03-given");

        await using var ido = await browser.NewPageAsync(1440, 900, ColorScheme.Dark);
        await AcceptAsync(portal, ido, await InvitationToAsync(portal, "ido@initech.example"), "ido@initech.example", "invite-04-colleague");
        await Expect(ido.Page.GetByTestId("step-open-settings")).ToBeVisibleAsync();
        await Expect(ido.Page.GetByTestId("handover-mine")).ToContainTextAsync("please open the settings for me");
        await ido.ScreenshotAsync("invite-05-in-colleagues-hands");
        await ido.Page.GetByTestId("handover-done").ClickAsync();
        await Expect(ido.Page.GetByTestId("given-back")).ToBeVisibleAsync();
        // the step was all that the colleague was here for
        await ido.Page.GotoAsync($"{portal.Url}/setup");
        await Expect(ido.Page.GetByTestId("step-open-settings")).Not.ToBeVisibleAsync();

        (await portal.LettersToAsync("yael@initech.example", Cancelled))[0].Kind.Should().Be(LetterKind.HandoverDone);
        await yael.Page.ReloadAsync();
        await Expect(yael.Page.GetByTestId("step-open-settings")).ToBeVisibleAsync();
        await Expect(yael.Page.GetByTestId("handover-given")).ToHaveCountAsync(0);
        await yael.Page.GotoAsync($"{portal.Url}/setup/checklist");
        var code = await yael.Page.GetByTestId("resume-code").InnerTextAsync();
        await yael.ScreenshotAsync("invite-06-checklist");
        await yael.Page.GotoAsync($"{portal.Url}/setup/resume/{code}");
        await Expect(yael.Page.GetByTestId("step-open-settings")).ToBeVisibleAsync();

        // a link works once
        await ido.Page.GotoAsync(portal.Url + invitation);
        await Expect(ido.Page.GetByTestId("invitation")).ToHaveAttributeAsync("data-state", "used");

        ada.Problems.Should().BeEmpty();
        yael.Problems.Should().BeEmpty();
        portal.Output.Should().NotContain(invitation["/invite/".Length..]);
    }

    [Fact]
    public async Task Staff_look_at_a_customer_change_nothing_and_remove_a_member_who_is_inside()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(Cancelled);
        await using var dana = await browser.NewPageAsync(1440, 900);
        await dana.Page.SignInAsync(portal, "dana@acme.example");
        await dana.Page.NextUntilAsync("connect-service-users");

        await using var ada = await browser.NewPageAsync(1440, 900);
        await ada.Page.SignInAsync(portal, "ada.admin@gifted.example");
        await Expect(ada.Page.Locator("[data-testid^=progress-]")).ToContainTextAsync("Step 3 of 16");
        await ada.ScreenshotAsync("view-01-customers");
        await ada.Page.Locator("[data-testid^=customer-open-]").First.ClickAsync();
        await ada.Page.GetByTestId("view-reason").FillAsync("Dana asked on the phone");
        await ada.ScreenshotAsync("view-02-customer");
        await ada.Page.GetByTestId("view-as-customer").ClickAsync();
        await Expect(ada.Page.GetByTestId("step-connect-service-users")).ToBeVisibleAsync();
        await Expect(ada.Page.GetByTestId("viewing")).ToContainTextAsync("Acme");
        await ada.Page.GetByTestId("step-next").ClickAsync();
        await Expect(ada.Page.GetByText("Nothing can be changed from here.")).ToBeVisibleAsync();
        await ada.ScreenshotAsync("view-03-viewing");
        await ada.Page.GetByTestId("viewing-exit").ClickAsync();
        await Expect(ada.Page.GetByTestId("viewing")).ToHaveCountAsync(0);

        await ada.Page.GetByTestId("member-remove-dana@acme.example").ClickAsync();
        await ada.Page.Locator(".mud-dialog-actions button").Last.ClickAsync();
        await Expect(ada.Page.GetByTestId("member-dana@acme.example")).ToHaveCountAsync(0);
        // inside, and told at the next click at the latest
        await dana.Page.GetByTestId("step-next").ClickAsync();
        await Expect(dana.Page.GetByTestId("access-ended")).ToBeVisibleAsync();
        await dana.ScreenshotAsync("view-04-removed");

        dana.Problems.Should().BeEmpty();
        ada.Problems.Should().BeEmpty();
    }

    private static async Task AcceptAsync(PortalProcess portal, BrowserPage person, string path, string email, string picture)
    {
        await person.Page.GotoAsync(portal.Url + path);
        await Expect(person.Page.GetByTestId("invitation")).ToHaveAttributeAsync("data-state", "waiting");
        await person.ScreenshotAsync(picture);
        await person.Page.GetByTestId("invitation-accept").ClickAsync();
        await person.Page.GetByTestId("other-email").FillAsync(email);
        await person.Page.GetByTestId("other-sign-in").ClickAsync();
        await person.Page.WaitForURLAsync($"{portal.Url}/setup/**");
    }

    private static async Task<string> InvitationToAsync(PortalProcess portal, string address) => (await portal.LettersToAsync(address, Cancelled))[0].Path;
}
