using GiftedPortal.EndToEndTests.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests.Accessibility;

/// <summary>Every page of the portal in the states that a connection goes through, looked at by the people it is for.</summary>
public sealed partial class Tour(Browser browser) : IAsyncLifetime
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

    internal IReadOnlyCollection<string> Opened => [.. _inspection.Opened.Keys];

    internal IReadOnlyCollection<string> Dialogs => [.. _inspection.Dialogs.Keys];

    public async ValueTask InitializeAsync()
    {
        _portal.StartServer();
        _inspection = new Inspection(_portal.Url);
        await SetUpAsync();
        await DecideAsync();
        await SyncedAsync();
        await StaffAsync();
        await ViewingAsync();
        // before the end: it erases the letters that the links stand in
        await InvitedAsync();
        await EndAsync();
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
            Step("open-settings") with { Name = "readiness, no to everything", Act = AnswerAsync("admin-no", "approval-no", "before-no") },
            Step("open-settings") with { Name = "readiness", Act = AnswerAsync("admin-yes", "approval-yes", "before-unsure") },
            Step("open-settings") with { Name = "hand-over", Act = HandOverToNobodyAsync },
            Step("only-the-service-user") with { Name = "too many members", Act = page => FillAsync(page, "group-members", "7", "group-members-outcome") },
            Step("keep-credentials") with { Name = "odd credentials", Act = page => FillAsync(page, "credentials-id", "dana@acme.example", "paste-repair") },
            Step("sync") with { Name = "refused", Act = page => ClickAsync(page, "submit-sync", "submit-refusal") },
            // not the step that is still on screen from the stop before
            new("set-up, where it was left", "/setup", "article.setup-step:not([data-testid=step-sync]) h1"),
            new("connection in set-up", "/connection", "[data-testid=connection-state]"),
            new("checklist", "/setup/checklist", "[data-testid=checklist-code]"),
            new("code", "/setup/resume", "[data-testid=resume-go]"),
            new("unknown code", "/setup/resume/nothing", ".mud-input-error"),
            new("no certificate", "/connection/certificate", "[data-testid=state-empty]"),
            new("no checks", "/connection/checks", "[data-testid=state-empty]"),
            new("not found", "/no-such-page", "[data-testid=not-found]"),
            new("user menu", "/connection", "[data-testid=connection-state]", page => page.GetByTestId("user-menu").ClickAsync(), page => page.Keyboard.PressAsync("Escape")),
            new("other credentials too early", "/connection/credentials", "[data-testid=credentials-not-now]"),
        ]);

        var lee = await SignedInAsync("lee@globex.example");
        await EverywhereAsync(lee,
        [
            Step("enter-connection") with { Name = "a company that synced before", Act = page => FillAsync(page, "company-name", "Globex", "company-name-proposal") },
            Step("enter-connection") with { Name = "another name", Act = page => FillAsync(page, "company-name", "Acme Service User", "duplicate") },
        ]);

        await HandedOverAsync(dana);
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
        await ClickAsync(rita, "claim", "release");
        await EverywhereAsync(rita, [new("review with a lease", review, "[data-testid=release]"), new("queue with a search", "/staff/queue?mine=true&text=acme", "[data-testid^=queue-row-]")]);
        await rita.GotoAsync(_portal.Url + review);
        foreach (var (note, button) in new[] { ("The head count looks odd: asked on the phone.", "note-internal"), ("We look at it today.", "note-customer") })
        {
            await rita.GetByTestId("note-text").FillAsync(note);
            await rita.GetByTestId(button).ClickAsync();
            await Expect(rita.GetByTestId("notes")).ToContainTextAsync(note);
        }

        await EverywhereAsync(rita, [new("review with notes, a trial sync and changes to ask for", review, "[data-testid=release]", ReviewAsync)]);
        await rita.GotoAsync(_portal.Url + review);
        await ClickAsync(rita, "approve", "first-approval");
        await EverywhereAsync(rita, [new("waits for a second reviewer", review, "[data-testid=first-approval]")]);

        // a permission is missing, so two people have to approve
        var sam = await SignedInAsync("sam.reviewer@gifted.example");
        await sam.GotoAsync(_portal.Url + review);
        await sam.GetByTestId("approve").ClickAsync();
        await dana.ExpectStateAsync("Live");
        await EverywhereAsync(rita, [new("queue with nobody", "/staff/queue", "[data-testid=state-empty]"), new("decided", review, "[data-testid=decision-done], .review")]);
    }

    private static async Task ReviewAsync(IPage page)
    {
        await ClickAsync(page, "dry-run", "dry-run-sample");
        await page.GetByTestId("change-target").SelectOptionAsync("permission:home.view");
        await page.GetByTestId("change-text").FillAsync("Tick the box View selected employees' Home sections.");
        await page.GetByTestId("change-add").ClickAsync();
        await Expect(page.GetByTestId("change-text")).ToHaveValueAsync("");
    }

    private async Task SyncedAsync()
    {
        await EverywhereAsync(_people["dana@acme.example"], [new("live", "/connection", "[data-testid=synced-people]"), new("own checks", "/connection/checks", ".matrix")]);

        var olga = await SignedInAsync("olga.operator@gifted.example");
        await olga.Locator("[data-testid^=run-row-] .list-link").ClickAsync();
        await Expect(olga.GetByTestId("run-read")).ToBeVisibleAsync();
        var run = await SomebodyChangedAsync(olga);
        await olga.GotoAsync(_portal.Url + run);
        var line = (await olga.GetByTestId("run-entry").First.GetAttributeAsync("id"))!["entry-".Length..];
        var timeline = (await olga.GetByTestId("to-timeline").GetAttributeAsync("href"))!;
        await EverywhereAsync(olga,
        [
            new("runs", "/staff/runs", "[data-testid^=run-row-]"),
            new("no runs", "/staff/runs?status=Failed", "[data-testid=state-empty]"),
            new("runs by day", "/staff/runs/days", ".heat-map"),
            new("run", run, "[data-testid=run-read]"),
            new("run, a line of it", $"{run}?line={line}", "[data-testid=run-entry].marked"),
            new("really show values", run, "[data-testid=reveal]", page => OpenDialogAsync(page, "reveal"), CloseDialogAsync),
            new("really show a line", $"{run}?line={line}", "[data-testid=reveal-line]", page => OpenDialogAsync(page, "reveal-line"), CloseDialogAsync),
            new("run, a line that is not there", $"{run}?line=1&kind=Error", "[data-testid=line-not-here]"),
            new("runs with nobody's", "/staff/runs?person=nobody", "[data-testid=state-empty]"),
            new("errors", "/staff/runs/errors?code=credentials-rejected", "[data-testid=error-credentials-rejected].marked"),
            new("health, nothing open", "/staff/runs/health", "[data-testid=state-empty]"),
            new("timeline", timeline, "[data-testid=timeline-item]"),
            new("firings", timeline.Replace("timeline", "firings", StringComparison.Ordinal), "[data-testid=firing]"),
            new("timeline of health", $"{timeline}?kind=Health", "[data-testid=timeline-item]"),
        ]);
        await CredentialsFailedAsync();
        await EverywhereAsync(olga, [new("health", "/staff/runs/health", "[data-testid^=health-row-]")]);

        var ada = await SignedInAsync("ada.admin@gifted.example");
        await EverywhereAsync(ada,
        [
            new("report", "/staff/report", "[data-testid=report-weeks]"),
            new("empty report", "/staff/report?from=2001-01-01&to=2001-01-02", "[data-testid=report-empty]"),
            new("customers", "/staff/customers", ".list"),
            new("messages", "/staff/messages", "[data-testid^=letter-row-]"),
            new("really send again", "/staff/messages?state=Sent", "[data-testid^=letter-row-][data-state=Sent]", page => OpenDialogAsync(page, "send-again"), CloseDialogAsync),
            new("no messages", "/staff/messages?state=Failed", "[data-testid=state-empty]"),
            new("audit", "/staff/audit", "[data-testid^=audit-row-]"),
            new("audit with filters, verified", "/staff/audit?action=connection&who=dana%20levi&from=2020-01-01", "[data-testid^=audit-row-]", page => ClickAsync(page, "verify", "verification")),
            new("no audit", "/staff/audit?action=nothing", "[data-testid=state-empty]"),
        ]);
        await ada.GotoAsync($"{_portal.Url}/staff/customers");
        await FillAsync(ada, "customer-name", "Hooli", "customer-add");
        await FillAsync(ada, "customer-email", "gil@hooli.example", "customer-add");
        await ClickAsync(ada, "customer-add", "customer-added");

        var gil = await OpenAsync();
        await gil.GotoAsync(_portal.Url);
        await gil.GetByTestId("other-email").FillAsync("gil@hooli.example");
        await gil.GetByTestId("other-sign-in").ClickAsync();
        await EverywhereAsync(gil, [new("invited without a link", "/", "[data-testid=own-invitation]")]);
        await gil.Context.DisposeAsync();
    }

    private async Task AnonymousAsync()
    {
        var page = await OpenAsync();
        await EverywhereAsync(page, [.. ((string[])["/sign-in-failed", "/signed-out", "/error"]).Select(address => new Stop(address, address, "h1")), new("not found, signed out", "/not-found", "[data-testid=not-found]")]);
        await page.Context.DisposeAsync();
    }

    private async Task EverywhereAsync(IPage page, IReadOnlyList<Stop> stops)
    {
        foreach (var look in Look.All) await _inspection.LookAsync(page, look, stops);
        await _inspection.SpeakAsync(page, Look.All[0]);
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
        // a machine that is busy with something else is slow, not wrong
        context.SetDefaultTimeout(90_000);
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
