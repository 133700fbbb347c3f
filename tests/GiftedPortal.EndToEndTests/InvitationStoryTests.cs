using GiftedPortal.EndToEndTests.Testing;
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
        var invitation = await portal.LinkToAsync("yael@initech.example", "invites you to connect Initech", Cancelled);
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
        await AcceptAsync(portal, ido, await portal.LinkToAsync("ido@initech.example", "asks you to do one step", Cancelled), "ido@initech.example", "invite-04-colleague");
        await Expect(ido.Page.GetByTestId("step-open-settings")).ToBeVisibleAsync();
        await Expect(ido.Page.GetByTestId("handover-mine")).ToContainTextAsync("please open the settings for me");
        await ido.ScreenshotAsync("invite-05-in-colleagues-hands");
        await ido.Page.GetByTestId("handover-done").ClickAsync();
        await Expect(ido.Page.GetByTestId("given-back")).ToBeVisibleAsync();
        ido.Problems.Should().BeEmpty();
        // the step was all that the colleague was here for
        await ido.Page.GotoAsync($"{portal.Url}/setup");
        await Expect(ido.Page.GetByTestId("step-open-settings")).Not.ToBeVisibleAsync();

        // the sender's letter leads back to the step
        await yael.Page.GotoAsync((await portal.LinkToAsync("yael@initech.example", "did the step that you handed over", Cancelled)).ToString());
        await Expect(yael.Page.GetByTestId("step-open-settings")).ToBeVisibleAsync();
        await Expect(yael.Page.GetByTestId("handover-given")).ToHaveCountAsync(0);
        await yael.Page.GotoAsync($"{portal.Url}/setup/checklist");
        var code = await yael.Page.GetByTestId("resume-code").InnerTextAsync();
        await yael.ScreenshotAsync("invite-06-checklist");
        await yael.Page.GotoAsync($"{portal.Url}/setup/resume/{code}");
        await Expect(yael.Page.GetByTestId("step-open-settings")).ToBeVisibleAsync();

        // a link works once
        await ido.Page.GotoAsync(invitation.ToString());
        await Expect(ido.Page.GetByTestId("invitation")).ToHaveAttributeAsync("data-state", "used");

        ada.Problems.Should().BeEmpty();
        yael.Problems.Should().BeEmpty();
        portal.Output.Should().NotContain("TaskCanceledException");
        portal.Output.Should().NotContain(invitation.Segments[^1]);
    }

    [Fact]
    public async Task An_invited_person_who_signs_in_without_the_link_accepts_at_the_start_and_hands_over_as_no_administrator()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(Cancelled);
        await using (var ada = await browser.NewPageAsync(1440, 900))
        {
            await ada.Page.SignInAsync(portal, "ada.admin@gifted.example");
            await ada.Page.GetByTestId("customer-name").FillAsync("Hooli");
            await ada.Page.GetByTestId("customer-email").FillAsync("gil@hooli.example");
            await ada.Page.GetByTestId("customer-add").ClickAsync();
            await Expect(ada.Page.GetByTestId("customer-added")).ToContainTextAsync("Hooli");
            await ada.ScreenshotAsync("own-00-customers");
        }

        await using var gil = await browser.NewPageAsync(390, 844);
        await gil.Page.GotoAsync(portal.Url);
        await gil.Page.GetByTestId("other-email").FillAsync("gil@hooli.example");
        await gil.Page.GetByTestId("other-sign-in").ClickAsync();
        await Expect(gil.Page.GetByTestId("own-invitation")).ToContainTextAsync("Hooli");
        await gil.ScreenshotAsync("own-01-invitation");
        await gil.Page.GetByTestId("own-invitation-accept").ClickAsync();
        await Expect(gil.Page.GetByTestId("step-open-settings")).ToBeVisibleAsync();

        await gil.Page.GetByTestId("admin-no").ClickAsync();
        await gil.Page.GetByTestId("hand-over-email").FillAsync("ella@hooli.example");
        await gil.ScreenshotAsync("own-02-hand-over");
        await gil.Page.GetByTestId("hand-over-send").ClickAsync();
        await Expect(gil.Page.GetByTestId("handover-given")).ToContainTextAsync("ella@hooli.example");
        (await portal.LinkToAsync("ella@hooli.example", "asks you to set up the connection", Cancelled)).Segments.Should().Contain("invite/");
        await gil.Page.GetByTestId("start-checklist").ClickAsync();
        await Expect(gil.Page.GetByTestId("resume-code")).ToBeVisibleAsync();

        gil.Problems.Should().BeEmpty();
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

    private static async Task AcceptAsync(PortalProcess portal, BrowserPage person, Uri link, string email, string picture)
    {
        await person.Page.GotoAsync(link.ToString());
        await Expect(person.Page.GetByTestId("invitation")).ToHaveAttributeAsync("data-state", "waiting");
        await person.ScreenshotAsync(picture);
        await person.Page.GetByTestId("invitation-accept").ClickAsync();
        await person.Page.GetByTestId("other-email").FillAsync(email);
        await person.Page.GetByTestId("other-sign-in").ClickAsync();
        await person.Page.WaitForURLAsync($"{portal.Url}/setup/**");
    }
}
