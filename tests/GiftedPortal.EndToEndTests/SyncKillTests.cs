using System.Globalization;
using System.Net.Http.Json;
using GiftedPortal.EndToEndTests.Testing;
using Microsoft.Data.Sqlite;

namespace GiftedPortal.EndToEndTests;

/// <summary>
/// The portal is killed (kill -9) at many moments of its syncs. <c>GIFTED_SYNC_KILLS=200</c> makes it two hundred, in a run of its own; the usual run has a few.
/// </summary>
public sealed class SyncKillTests(Browser browser)
{
    private const long Acme = 637323;
    private const int People = 1000;

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("GIFTED_SYNC_KILLS") ?? "8", CultureInfo.InvariantCulture);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whenever_the_process_dies_the_roster_is_that_of_a_complete_run()
    {
        await using var sandbox = new SandboxProcess();
        await sandbox.StartAsync(Cancelled);
        // a run every few seconds, so that there is always one to die in
        await using var portal = new PortalProcess(
            sandbox: sandbox, settings: new Dictionary<string, string?> { ["Sync:Interval"] = "00:00:05", ["Sync:MinimumInterval"] = "00:00:05" });
        await portal.StartAsync(Cancelled);
        await using (var dana = await browser.NewPageAsync())
        {
            await dana.Page.SignInAsync(portal, "dana@acme.example");
            await dana.Page.ConnectAsync(portal, new BobConsole(await dana.NewTabAsync(), $"{sandbox.Url}/bob"));
            await browser.ApproveAsync(portal);
        }

        for (var kill = 0; kill < Kills; kill++)
        {
            // each run finds new people, so each has something to lose
            await HireAsync(sandbox, People + kill);
            await UntilAsync(portal, "SELECT COUNT(*) FROM SyncRuns WHERE Status = 'Running'");
            // from the first moment of a run to after its end, in another order than that of time
            await Task.Delay(TimeSpan.FromMilliseconds(kill * 37 % Kills * 800.0 / Kills), Cancelled);
            await portal.KillAsync();
            ShouldBeWhole(portal);
            await portal.StartAsync(Cancelled);
        }

        await HireAsync(sandbox, People + Kills);
        await UntilAsync(portal, $"SELECT COUNT(*) FROM SyncRuns WHERE Status = 'Succeeded' AND PeopleRead = {People + Kills}");
        ShouldBeWhole(portal);
        Scalar(portal, "SELECT COUNT(*) FROM Employees").Should().Be(People + Kills);
        Scalar(portal, "SELECT COUNT(*) FROM SyncRuns WHERE Status = 'Interrupted'").Should().BePositive("the log says that they were interrupted");
    }

    /// <summary>What the complete runs say that they wrote is there, and nothing else.</summary>
    private static void ShouldBeWhole(PortalProcess portal)
    {
        var added = Scalar(portal, "SELECT COALESCE(SUM(Added), 0) FROM SyncRuns WHERE Status = 'Succeeded'");
        Scalar(portal, "SELECT COUNT(*) FROM Employees").Should().Be(added);
        Scalar(portal, "SELECT COUNT(*) FROM SyncEntries WHERE Kind = 'Added'").Should().Be(added);
        Scalar(portal, "SELECT COUNT(*) FROM SyncEntries WHERE Kind = 'Changed'").Should().Be(Scalar(portal, "SELECT COALESCE(SUM(Changed), 0) FROM SyncRuns WHERE Status = 'Succeeded'"));
        Scalar(portal, "SELECT COUNT(*) FROM Employees WHERE LastRunId NOT IN (SELECT Id FROM SyncRuns WHERE Status = 'Succeeded')").Should().Be(0);
        Scalar(portal, "SELECT COUNT(*) FROM SyncRuns WHERE Status = 'Running'").Should().BeLessThanOrEqualTo(1);
    }

    private static async Task HireAsync(SandboxProcess sandbox, int employees)
    {
        using var http = new HttpClient();
        using var answer = await http.PutAsJsonAsync($"{sandbox.Url}/bob/api/companies/{Acme}", new { employees }, Cancelled);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task UntilAsync(PortalProcess portal, string sql)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(TimeSpan.FromMinutes(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Scalar(portal, sql) == 0)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private static long Scalar(PortalProcess portal, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(portal.DataFolder, "portal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
