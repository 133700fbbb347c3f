using GiftedPortal.Data;
using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests.Accessibility;

/// <summary>What people see of each other: hand-over, invitations, staff who look on, and the end.</summary>
public sealed partial class Tour
{
    private const string Colleague = "ido@acme.example";

    private async Task HandedOverAsync(IPage dana)
    {
        await dana.GotoAsync($"{_portal.Url}/setup/open-integrations");
        await dana.Locator("[data-testid=hand-over] > summary").ClickAsync();
        await dana.GetByTestId("hand-over-email").FillAsync(Colleague);
        await dana.GetByTestId("hand-over-note").FillAsync("SERVICE-1");
        await ClickAsync(dana, "hand-over-send", "handover-given");
        await EverywhereAsync(dana,
        [
            Step("open-integrations") with { Name = "given to a colleague", Ready = "[data-testid=handover-given]" },
            Step("open-integrations") with { Name = "really take back", Ready = "[data-testid=handover-given]", Act = page => OpenDialogAsync(page, "handover-take-back"), Close = CloseDialogAsync },
        ]);

        var ido = await AcceptedAsync(await InvitationToAsync(Colleague), Colleague);
        await EverywhereAsync(ido,
        [
            Step("open-integrations") with { Name = "asked by a colleague", Ready = "[data-testid=handover-mine]" },
            Step("connect-service-users") with { Name = "asked to do another step", Ready = "[data-testid=handover-mine]" },
        ]);
        await ido.GotoAsync($"{_portal.Url}/setup/open-integrations");
        await ClickAsync(ido, "handover-done", "given-back");
        await EverywhereAsync(ido, [new("given back", "/given-back", "[data-testid=given-back]")]);
    }

    private async Task StaffAsync()
    {
        var ada = _people["ada.admin@gifted.example"];
        await ada.GotoAsync($"{_portal.Url}/staff/customers");
        await ada.Locator("[data-testid^=customer-open-]").First.ClickAsync();
        await ada.GetByTestId("view-reason").WaitForAsync();
        var customer = new Uri(ada.Url).AbsolutePath;
        await EverywhereAsync(ada,
        [
            new("customer", customer, "[data-testid=view-reason]"),
            new("really remove", customer, "[data-testid=view-reason]", page => OpenDialogAsync(page, "member-remove-dana@acme.example"), CloseDialogAsync),
        ]);
    }

    private async Task ViewingAsync()
    {
        var ada = _people["ada.admin@gifted.example"];
        await ada.GotoAsync($"{_portal.Url}/staff/customers");
        await ada.Locator("tr", new() { HasText = "lee@globex.example" }).Locator("[data-testid^=customer-open-]").ClickAsync();
        await ada.GetByTestId("view-reason").FillAsync("They asked on the phone.");
        await ClickAsync(ada, "view-as-customer", "viewing");
        await EverywhereAsync(ada, [Step("open-settings") with { Name = "viewing a set-up", Ready = "[data-testid=viewing]" }, new("viewing a status", "/connection", "[data-testid=viewing]")]);
        await ada.GotoAsync($"{_portal.Url}/connection");
        await ada.GetByTestId("viewing-exit").ClickAsync();
        await Expect(ada.GetByTestId("viewing")).ToHaveCountAsync(0);
    }

    // other credentials, a pause, the end
    private async Task EndAsync()
    {
        var dana = _people["dana@acme.example"];
        await EverywhereAsync(dana,
        [
            new("other credentials", "/connection/credentials", "[data-testid=credentials-id]"),
            new("really pause", "/connection", "[data-testid=pause]", page => OpenDialogAsync(page, "pause"), CloseDialogAsync),
            new("disconnect", "/connection/disconnect", "[data-testid=disconnect-now]", page => page.GetByTestId("disconnect-confirmation").FillAsync("Acme")),
        ]);

        var bob = new BobConsole(await dana.Context.NewPageAsync(), $"{_portal.SandboxUrl}/bob");
        var (id, token) = await bob.CreateServiceUserAsync();
        await bob.CreateGroupAsync(id, "Presents");
        await bob.TickAsync(["root-view", "work-view"]);
        await dana.GotoAsync($"{_portal.Url}/connection/credentials");
        await dana.GetByTestId("credentials-id").FillAsync(id);
        await dana.GetByTestId("credentials-token").FillAsync(token);
        await dana.GetByTestId("credentials-token").BlurAsync();
        await ClickAsync(dana, "credentials-check", "rights-summary");
        await EverywhereAsync(dana,
        [
            new("credentials compared", "/connection/credentials", "[data-testid=rights-summary]"),
            new("really switch", "/connection/credentials", "[data-testid=rights-summary]", page => OpenDialogAsync(page, "switch"), CloseDialogAsync),
        ]);
        await ClickAsync(dana, "cancel-new", "credentials-id");

        await dana.GotoAsync($"{_portal.Url}/connection");
        await ClickAsync(dana, "pause", "confirm");
        await dana.GetByTestId("confirm").ClickAsync();
        await dana.ExpectStateAsync("Paused");
        await EverywhereAsync(dana, [new("paused", "/connection", "[data-testid=resume]"), new("by its own address", $"/connection/{await ConnectionAsync()}", "main:has([data-testid=connection-state]):not(:has([data-testid=manage]))")]);

        await dana.GotoAsync($"{_portal.Url}/connection/disconnect");
        await dana.GetByTestId("disconnect-confirmation").FillAsync("Acme");
        await dana.GetByTestId("disconnect-now").ClickAsync();
        await dana.GetByTestId("certificate-sha").WaitForAsync(new() { Timeout = 90_000 });
        await EverywhereAsync(dana, [new("certificate", "/connection/certificate", "[data-testid=certificate-sha]"), new("disconnected", "/connection", "[data-testid=ended]")]);
    }

    // links as they come by mail: open, for somebody else, used, expired, wrong, and too many of the wrong
    private async Task InvitedAsync()
    {
        var ada = _people["ada.admin@gifted.example"];
        await ada.GotoAsync($"{_portal.Url}/staff/customers");
        await ada.GetByTestId("customer-name").FillAsync("Acme Garden");
        await ada.GetByTestId("customer-email").FillAsync("yael@garden.example");
        await ClickAsync(ada, "customer-add", "customer-added");
        var open = await InvitationToAsync("yael@garden.example");
        await ada.GetByTestId("customer-name").FillAsync("Acme Terrace");
        await ada.GetByTestId("customer-email").FillAsync("noa@terrace.example");
        await ada.GetByTestId("customer-add").ClickAsync();
        await Expect(ada.GetByTestId("customer-added")).ToContainTextAsync("Acme Terrace");
        await ada.Locator("tr", new() { HasText = "noa@terrace.example" }).Locator("[data-testid^=customer-open-]").ClickAsync();
        await ada.GetByTestId("invitation-revoke-noa@terrace.example").ClickAsync();
        await Expect(ada.GetByTestId("invitation-revoke-noa@terrace.example")).ToHaveCountAsync(0);
        var page = await OpenAsync();
        await EverywhereAsync(page,
        [
            new("invited", open, "[data-testid=invitation][data-state=waiting]"),
            new("invitation used", await InvitationToAsync(Colleague), "[data-testid=invitation][data-state=used]"),
            new("invitation revoked", await InvitationToAsync("noa@terrace.example"), "[data-testid=invitation][data-state=revoked]"),
            new("invitation unknown", "/invite/nothing", "[data-testid=invitation][data-state=unknown]"),
        ]);
        await EverywhereAsync(_people["lee@globex.example"], [new("invitation of another", open, "[data-testid=invitation-other-account]")]);

        await using (var db = await _portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            await db.Set<InvitationCode>().ExecuteUpdateAsync(code => code.SetProperty(one => one.At, one => DateTimeOffset.UnixEpoch));
        }

        await EverywhereAsync(page, [new("invitation expired", open, "[data-testid=invitation][data-state=renewed]")]);
        foreach (var look in Look.All)
        {
            // one is held for a minute only
            await page.EvaluateAsync("() => Promise.all(Array.from({ length: 30 }, () => fetch('/invite/nothing')))");
            await _inspection.LookAsync(page, look, [new("too many tries", "/invite/nothing", "[data-testid=invitation][data-state=held]")]);
        }

        await page.Context.DisposeAsync();
    }

    private async Task<string> InvitationToAsync(string address) => (await _portal.Services.LettersToAsync(address, default))[0].Path;

    private async Task<Guid> ConnectionAsync()
    {
        await using var db = await _portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await db.Set<Connection>().Where(one => one.CompanyName == "Acme").Select(one => one.Id).SingleAsync();
    }

    // the roster forgets what it knew of three people: the next run finds them changed, so that its lines have values
    private async Task<string> SomebodyChangedAsync(IPage olga)
    {
        await using var db = await _portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var people = await db.Set<Employee>().OrderBy(one => one.PersonId).Select(one => one.PersonId).Take(3).ToListAsync();
        foreach (var person in people)
        {
            var other = Guid.NewGuid(); // no two people have the same fingerprint
            await db.Set<Employee>().Where(one => one.PersonId == person)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Department, "Before").SetProperty(one => one.ContentHash, other));
        }

        await ClickAsync(olga, "sync-now", "run-read");
        using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            if (await db.Set<SyncRun>().AsNoTracking().FirstOrDefaultAsync(one => one.Changed > 0, enough.Token) is { } run) return PortalUrls.Run(run.Id);
            await ticks.WaitForNextTickAsync(enough.Token);
        }
    }

    private async Task CredentialsFailedAsync()
    {
        await using var db = await _portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var connection = await db.Set<Connection>().SingleAsync(one => one.CompanyName == "Acme");
        db.Add(new HealthRecord
        {
            ConnectionId = connection.Id, CustomerId = connection.CustomerId, State = HealthState.CredentialsFail, Owner = Owner.Customer, OpenedAt = connection.StatusSince,
        });
        await db.SaveChangesAsync();
    }

    private async Task<IPage> AcceptedAsync(string invitation, string email)
    {
        var page = _people[email] = await OpenAsync();
        await page.GotoAsync(_portal.Url + invitation);
        await page.GetByTestId("invitation-accept").ClickAsync();
        await page.GetByTestId("other-email").FillAsync(email);
        await page.GetByTestId("other-sign-in").ClickAsync();
        await page.WaitForURLAsync($"{_portal.Url}/setup/**");
        return page;
    }

    private static Func<IPage, Task> AnswerAsync(params string[] answers) => async page =>
    {
        foreach (var answer in answers) await page.GetByTestId(answer).CheckAsync();
    };

    private static async Task HandOverToNobodyAsync(IPage page)
    {
        await page.GetByTestId("hand-over").EvaluateAsync("details => { details.open = true }");
        await page.GetByTestId("hand-over-email").FillAsync("nobody");
        await page.GetByTestId("hand-over-send").ClickAsync();
        await page.Locator("[data-testid=hand-over] .mud-input-error").First.WaitForAsync();
    }

    private async Task OpenDialogAsync(IPage page, string button)
    {
        await page.GetByTestId(button).First.ClickAsync();
        // it takes the keyboard
        await page.WaitForFunctionAsync("() => document.querySelector('.mud-dialog [data-testid=confirm]') && document.activeElement.closest('.mud-dialog-container')");
        _inspection.Dialogs[button] = true;
    }

    private static async Task CloseDialogAsync(IPage page)
    {
        // the questions took the focus away
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
    }
}
