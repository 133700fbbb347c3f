using GiftedPortal.EndToEndTests.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests.Accessibility;

/// <summary>Every page of the portal in the states that a connection goes through, looked at by the people it is for.</summary>
public sealed class Tour(Browser browser) : IAsyncLifetime
{
    private static readonly string[] Slugs =
    [
        "open-settings", "open-integrations", "connect-service-users", "manage-service-users", "new-service-user", "name-service-user", "keep-credentials", "open-permission-groups",
        "create-group", "select-by-condition", "only-the-service-user", "apply-and-save", "open-peoples-data", "grant-permissions", "enter-connection", "sync",
    ];

    private readonly HostedPortal _portal = new();
    private readonly Dictionary<string, IPage> _people = [];
    private Inspection _inspection = null!;

    internal IEnumerable<Fault> Faults(string kind) => _inspection.Faults.Where(fault => fault.Kind == kind);

    internal IReadOnlyCollection<string> Seen => _inspection.Seen;

    public async ValueTask InitializeAsync()
    {
        _portal.StartServer();
        _inspection = new Inspection(_portal.Url);
        await SetUpAsync();
        await DecideAsync();
        await SyncedAsync();
        await AnonymousAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _people.Values) await page.Context.DisposeAsync();
        await _portal.DisposeAsync();
    }

    // the wizard untouched, with what can go wrong in it, and with everything answered
    private async Task SetUpAsync()
    {
        var dana = await SignedInAsync("dana@acme.example");
        await EverywhereAsync(dana,
        [
            .. Slugs.Select(Step),
            Step("open-settings") with { Name = "hand-over", Act = page => page.GetByTestId("admin-no").CheckAsync() },
            Step("only-the-service-user") with { Name = "too many members", Act = page => FillAsync(page, "group-members", "7", "group-members-outcome") },
            Step("keep-credentials") with { Name = "odd credentials", Act = page => FillAsync(page, "credentials-id", "dana@acme.example", "paste-repair") },
            Step("sync") with { Name = "refused", Act = page => ClickAsync(page, "submit-sync", "submit-refusal") },
            new("connection in set-up", "/connection", "[data-testid=connection-state]"),
            new("no checks", "/connection/checks", "[data-testid=state-empty]"),
            new("not found", "/no-such-page", "[data-testid=not-found]"),
            new("user menu", "/connection", "[data-testid=connection-state]", page => page.GetByTestId("user-menu").ClickAsync(), page => page.Keyboard.PressAsync("Escape")),
        ]);

        var lee = await SignedInAsync("lee@globex.example");
        await EverywhereAsync(lee, [Step("enter-connection") with { Name = "a company that synced before", Act = page => FillAsync(page, "company-name", "Globex", "company-name-proposal") }]);

        await ConnectAsync(dana);
        await EverywhereAsync(dana,
        [
            Step("keep-credentials") with { Name = "credentials saved", Ready = "[data-testid=credentials-saved]" },
            Step("grant-permissions") with { Name = "verdicts", Ready = "[data-verdict=Missing] >> xpath=ancestor::*[@data-testid='step-grant-permissions']//*[@data-testid='permissions-check' and not(@disabled)]" },
            Step("sync") with { Name = "answers", Ready = ".answers .tone-chip" },
        ]);
    }

    private async Task DecideAsync()
    {
        var dana = _people["dana@acme.example"];
        await dana.GotoAsync($"{_portal.Url}/setup/sync");
        await dana.GetByTestId("submit-sync").ClickAsync();
        await dana.ExpectStateAsync("Submitted");
        await EverywhereAsync(dana, [new("submitted", "/connection", "[data-testid=promise]")]);

        var rita = await SignedInAsync("rita.reviewer@gifted.example");
        await rita.Locator("[data-testid^=queue-row-] .list-link").ClickAsync();
        await Expect(rita.GetByTestId("approve")).ToBeVisibleAsync();
        var review = new Uri(rita.Url).AbsolutePath;
        await EverywhereAsync(rita,
        [
            new("queue", "/staff/queue", "[data-testid^=queue-row-]"),
            new("review", review, "[data-testid=approve]"),
            new("reason missing", review, "[data-testid=approve]", page => page.GetByTestId("reject").ClickAsync()),
            new("evidence", $"{review}/checks", ".matrix"),
        ]);
        await rita.GotoAsync(_portal.Url + review);
        await rita.GetByTestId("approve").ClickAsync();
        await Expect(rita.GetByTestId("first-approval")).ToBeVisibleAsync();

        // a permission is missing, so two people have to approve
        var sam = await SignedInAsync("sam.reviewer@gifted.example");
        await sam.GotoAsync(_portal.Url + review);
        await sam.GetByTestId("approve").ClickAsync();
        await dana.ExpectStateAsync("Live");
        await EverywhereAsync(rita, [new("queue with nobody", "/staff/queue", "[data-testid=state-empty]"), new("decided", review, "[data-testid=decision-done], .review")]);
    }

    private async Task SyncedAsync()
    {
        await EverywhereAsync(_people["dana@acme.example"], [new("live", "/connection", "[data-testid=synced-people]"), new("own checks", "/connection/checks", ".matrix")]);

        var olga = await SignedInAsync("olga.operator@gifted.example");
        await olga.Locator("[data-testid^=run-row-] .list-link").ClickAsync();
        await Expect(olga.GetByTestId("run-read")).ToBeVisibleAsync();
        await EverywhereAsync(olga,
        [
            new("runs", "/staff/runs", "[data-testid^=run-row-]"),
            new("no runs", "/staff/runs?status=Failed", "[data-testid=state-empty]"),
            new("run", new Uri(olga.Url).AbsolutePath, "[data-testid=run-read]"),
        ]);

        var ada = await SignedInAsync("ada.admin@gifted.example");
        await EverywhereAsync(ada,
        [
            new("customers", "/staff/customers", ".list"),
            new("audit", "/staff/audit", "[data-testid^=audit-row-]"),
            new("no audit", "/staff/audit?action=nothing", "[data-testid=state-empty]"),
        ]);
    }

    private async Task AnonymousAsync()
    {
        var page = await OpenAsync();
        foreach (var look in Look.All)
        {
            foreach (var address in (string[])["/sign-in-failed", "/signed-out", "/error"]) await _inspection.LookAsync(page, look, [new(address, address, "h1")]);
            await _inspection.LookAsync(page, look, [new("not found, signed out", "/not-found", "[data-testid=not-found]")]);
        }

        await page.Context.DisposeAsync();
    }

    private async Task EverywhereAsync(IPage page, IReadOnlyList<Stop> stops)
    {
        foreach (var look in Look.All) await _inspection.LookAsync(page, look, stops);
        await page.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString(Look.All[0].Culture), Url = _portal.Url }]);
    }

    private async Task ConnectAsync(IPage page)
    {
        var bob = new BobConsole(await page.Context.NewPageAsync(), $"{_portal.SandboxUrl}/bob");
        var (id, token) = await bob.CreateServiceUserAsync();
        await bob.CreateGroupAsync(id);
        await bob.TickAsync([.. BobConsole.AllBoxes.Where(box => box != "home-view")]);
        await page.GotoAsync($"{_portal.Url}/setup/keep-credentials");
        await page.SaveCredentialsAsync(id, token);
    }

    private async Task<IPage> SignedInAsync(string account)
    {
        var page = _people[account] = await OpenAsync();
        await page.GotoAsync(_portal.Url);
        await page.GetByTestId($"account-{account}").ClickAsync();
        await page.Locator("h1").First.WaitForAsync();
        return page;
    }

    private async Task<IPage> OpenAsync()
    {
        var context = await browser.NewContextAsync();
        await Inspection.PrepareAsync(context);
        return await context.NewPageAsync();
    }

    private static Stop Step(string slug) => new(slug, $"/setup/{slug}", $"[data-testid=step-{slug}]");

    private static async Task FillAsync(IPage page, string field, string value, string then)
    {
        await page.GetByTestId(field).FillAsync("");
        await page.GetByTestId(field).FillAsync(value);
        await page.GetByTestId(field).BlurAsync();
        await page.GetByTestId(then).First.WaitForAsync();
    }

    private static async Task ClickAsync(IPage page, string button, string then)
    {
        await page.GetByTestId(button).ClickAsync();
        await page.GetByTestId(then).WaitForAsync();
    }
}
