using System.Net.Http.Json;
using System.Text.RegularExpressions;
using GiftedPortal.EndToEndTests.Testing;
using Microsoft.Data.Sqlite;
using static Microsoft.Playwright.Assertions;

namespace GiftedPortal.EndToEndTests;

/// <summary>The portal's process is killed at bad moments and started again on the same data.</summary>
public sealed class PowerCutTests(Browser browser)
{
    private const long Acme = 637323;

    [Fact]
    public async Task In_the_middle_of_the_set_up_no_finished_step_and_no_saved_answer_is_lost()
    {
        await using var sandbox = new SandboxProcess();
        await sandbox.StartAsync(TestContext.Current.CancellationToken);
        await using var portal = new PortalProcess(sandbox: sandbox);
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync();
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        var bob = new BobConsole(await dana.NewTabAsync(), $"{sandbox.Url}/bob");
        var (id, token) = await bob.CreateServiceUserAsync();
        await page.NextUntilAsync("keep-credentials");
        await page.SaveCredentialsAsync(id, token);
        await page.NextUntilAsync("open-permission-groups");

        await portal.KillAsync();
        await portal.StartAsync(TestContext.Current.CancellationToken);

        // in another tab: the one that was open comes back by itself at this moment
        page = await dana.NewTabAsync();
        await page.GotoAsync(portal.Url);
        await Expect(page.GetByTestId("step-open-permission-groups")).ToBeVisibleAsync();
        await page.GotoAsync($"{portal.Url}/setup/keep-credentials");
        await Expect(page.GetByTestId("credentials-id")).ToHaveValueAsync(id);
        await page.GetByTestId("credentials-check").ClickAsync();
        await Expect(page.GetByTestId("credentials-result")).ToHaveAttributeAsync("data-result", "Accepted");
    }

    [Theory]
    [InlineData("enter-connection", "company-name", "Acme as typed")]
    [InlineData("keep-credentials", "credentials-token", "a-token-that-is-long-enough-to-be-one")]
    [InlineData("only-the-service-user", "group-members", "12")]
    public async Task While_a_field_is_being_typed_the_page_comes_back_by_itself_with_the_text(string slug, string field, string text)
    {
        await using var sandbox = new SandboxProcess();
        await sandbox.StartAsync(TestContext.Current.CancellationToken);
        await using var portal = new PortalProcess(sandbox: sandbox);
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync();
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        await page.GotoAsync($"{portal.Url}/setup/{slug}");
        await page.GetByTestId(field).ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);

        // the last keystroke is younger than the pause after which a field is saved
        await portal.KillAsync();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await portal.StartAsync(TestContext.Current.CancellationToken);

        // nobody touches the page: it finds the server, saves the last keystrokes, and loads itself again at the same step
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByTestId($"step-{slug}")).ToBeVisibleAsync();
        if (field == "credentials-token")
        {
            await Expect(page.GetByTestId("credentials-kept")).ToBeVisibleAsync();
            (await page.ContentAsync()).Should().NotContain(text);
        }
        else
        {
            await Expect(page.GetByTestId(field)).ToHaveValueAsync(text);
        }

        var seconds = await page.EvaluateAsync<double>("() => performance.now() / 1000");
        TestContext.Current.SendDiagnosticMessage($"Back at {slug} {seconds:0.0} s after the server answered.");
        portal.Output.Should().NotContain(text);
    }

    [Fact]
    public async Task A_circuit_that_is_lost_comes_back_where_it_was_and_what_a_colleague_did_meanwhile_is_there()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var wire = new Wire(portal.Url);
        await using var dana = await browser.NewPageAsync();
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        await page.GotoAsync($"{wire.Url}/setup/enter-connection");
        await page.GetByTestId("company-name").FillAsync("Acme before the tunnel");
        await page.EvaluateAsync("() => { window.sameDocument = true; }");

        wire.Cut();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await using (var omer = await browser.NewPageAsync())
        {
            await omer.Page.SignInAsync(portal, "omer@acme.example");
            await omer.Page.GotoAsync($"{portal.Url}/setup/only-the-service-user");
            await omer.Page.GetByTestId("group-members").FillAsync("1");
            await omer.Page.GetByTestId("group-members").BlurAsync();
            await Expect(omer.Page.GetByTestId("group-members-outcome").Locator(".tone-good")).ToBeVisibleAsync();
            await omer.Page.GetByTestId("step-next").ClickAsync();
            await Expect(omer.Page.GetByTestId("step-apply-and-save")).ToBeVisibleAsync();
        }

        wire.Mend();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();

        // the same document and the same circuit: nothing was loaded anew
        await Expect(page.GetByTestId("company-name")).ToHaveValueAsync("Acme before the tunnel");
        (await page.EvaluateAsync<bool>("() => window.sameDocument === true")).Should().BeTrue();
        await Expect(page.Locator(".rail .done")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_portal_that_stays_away_is_looked_for_more_and_more_seldom_and_at_last_only_when_asked()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var wire = new Wire(portal.Url);
        await using var dana = await browser.NewPageAsync();
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        await page.Clock.InstallAsync();
        await page.GotoAsync($"{wire.Url}/setup/enter-connection");
        await page.GetByTestId("company-name").FillAsync("Acme before the long night");

        wire.Cut();
        var dialog = page.Locator("#components-reconnect-modal");
        await Expect(dialog.Locator("[data-when=first]")).ToBeVisibleAsync();
        await PassTimeUntilAsync("again");
        await Expect(page.Locator("#reconnect-seconds")).ToHaveTextAsync(new Regex("^[12]$"));
        await Expect(page.Locator("#reconnect-button")).ToBeHiddenAsync();
        await PassTimeUntilAsync("failed");
        wire.Mend();
        await page.Locator("#reconnect-button").ClickAsync();

        await Expect(dialog).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByTestId("company-name")).ToHaveValueAsync("Acme before the long night");

        async Task PassTimeUntilAsync(string state)
        {
            for (var tries = 0; await dialog.GetAttributeAsync("data-state") != state; tries++)
            {
                tries.Should().BeLessThan(2000, "it never comes to {0}", state);
                await page.Clock.RunForAsync(10_000);
            }
        }
    }

    [Fact]
    public async Task A_session_that_ends_while_somebody_types_loses_no_text_and_signing_in_leads_back_to_the_step()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync();
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        await page.GotoAsync($"{portal.Url}/setup/enter-connection");
        await page.GetByTestId("company-name").ClickAsync();
        await page.Context.ClearCookiesAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Typed after the session");
        await page.GetByTestId("company-name").BlurAsync();

        await page.ReloadAsync();
        await page.GetByTestId("account-dana@acme.example").ClickAsync();

        await Expect(page.GetByTestId("step-enter-connection")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("company-name")).ToHaveValueAsync("Typed after the session");
    }

    [Fact]
    public async Task A_megabyte_pasted_into_any_field_is_answered_with_a_sentence_and_the_circuit_lives()
    {
        await using var portal = new PortalProcess();
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync();
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        foreach (var (slug, field) in ((string, string)[])[("open-settings", "employees"), ("keep-credentials", "credentials-id"), ("keep-credentials", "credentials-token"),
            ("only-the-service-user", "group-members"), ("open-peoples-data", "employees"), ("enter-connection", "company-name")])
        {
            await page.GotoAsync($"{portal.Url}/setup/{slug}");
            await page.GetByTestId(field).ClickAsync();
            await page.Keyboard.PressAsync("Control+A");
            // as a paste does: the browser's own limits of the field hold
            await page.EvaluateAsync("() => document.execCommand('insertText', false, '9'.repeat(1_048_576))");
            await page.Keyboard.PressAsync("Tab");
            await Expect(page.Locator("[data-testid^=cut-]")).ToContainTextAsync("characters were kept");
            await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        }

        await page.GetByTestId("company-name").FillAsync("Acme");
        await page.GetByTestId("company-name").BlurAsync();
        await Expect(page.GetByTestId("company-name-outcome")).Not.ToContainTextAsync("200");
        dana.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task In_the_middle_of_the_first_sync_it_runs_again_once_and_nobody_is_doubled()
    {
        await using var sandbox = new SandboxProcess();
        await sandbox.StartAsync(TestContext.Current.CancellationToken);
        await using var portal = new PortalProcess(sandbox: sandbox);
        await portal.StartAsync(TestContext.Current.CancellationToken);
        await using var dana = await browser.NewPageAsync();
        var page = dana.Page;
        await page.SignInAsync(portal, "dana@acme.example");
        var bob = new BobConsole(await dana.NewTabAsync(), $"{sandbox.Url}/bob");
        await page.ConnectAsync(portal, bob);

        // Bob's answer now takes so long that the sync is caught in the middle of it
        await SetFaultAsync(sandbox, "SlowBody");
        await browser.ApproveAsync(portal);
        await page.ExpectStateAsync("FirstSync");
        await portal.KillAsync();
        Count(portal, "SELECT COUNT(*) FROM Employees").Should().Be(0, "a run writes all or nothing");
        await SetFaultAsync(sandbox, "None");
        await portal.StartAsync(TestContext.Current.CancellationToken);

        page = await dana.NewTabAsync();
        await page.GotoAsync($"{portal.Url}/connection");
        await page.ExpectStateAsync("Live");
        Count(portal, "SELECT COUNT(*) FROM Employees").Should().Be(1000);
        Count(portal, "SELECT COUNT(*) FROM SyncRuns WHERE Status = 'Interrupted'").Should().Be(1);
        Count(portal, "SELECT COUNT(*) FROM SyncRuns WHERE Status = 'Succeeded'").Should().Be(1);
        Count(portal, "SELECT COUNT(*) FROM SyncRuns").Should().Be(2);
    }

    private static async Task SetFaultAsync(SandboxProcess sandbox, string kind)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync($"{sandbox.Url}/bob/api/faults", new { companyId = Acme, kind }, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.Should().BeTrue();
    }

    private static long Count(PortalProcess portal, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(portal.DataFolder, "portal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
