using System.Net.Http.Json;
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

        await page.GotoAsync(portal.Url);
        await Expect(page.GetByTestId("step-open-permission-groups")).ToBeVisibleAsync();
        await page.GotoAsync($"{portal.Url}/setup/keep-credentials");
        await Expect(page.GetByTestId("credentials-id")).ToHaveValueAsync(id);
        await page.GetByTestId("credentials-check").ClickAsync();
        await Expect(page.GetByTestId("credentials-result")).ToHaveAttributeAsync("data-result", "Accepted");
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
