using System.Security.Claims;
using Bunit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Log.Firings;
using GiftedPortal.Features.Sync.Retention;
using GiftedPortal.Tests.Testing;
using GiftedPortal.Ui;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Quartz;
using Quartz.Extensibility;

namespace GiftedPortal.Tests.Features.Sync.Log;

public sealed class FiringsPageTests : BunitContext, IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private static readonly Guid Run = Guid.NewGuid();

    private readonly SyncBench _bench;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public FiringsPageTests(SqliteDatabase database)
    {
        _bench = new SyncBench(database.Contexts);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(_bench.Portal.Time);
        Services.AddSingleton(_bench.Portal.Get<FiringService>());
        Services.AddSingleton(SyncRetention.Default);
        Services.AddScoped<CurrentActor>();
        Services.AddScoped<ViewerZone>();
        AddAuthorization().SetAuthorized("Olga").SetPolicies(Policies.ReadRuns)
            .SetClaims(new Claim(PortalClaims.Subject, "olga"), new Claim(PortalClaims.Role, nameof(StaffRoles.Operator)));
    }

    public async ValueTask InitializeAsync() => await _bench.SyncedAsync(people: 1);

    [Fact]
    public void Before_the_first_firing_the_page_says_that_there_is_none_yet_and_when_one_is_due()
    {
        var page = Open();

        page.WaitForElement("[data-testid=state-empty]").TextContent.Should().Contain("has not begun a sync");
        page.Find("[data-testid=firings-next]").TextContent.Should().Contain("Due next");
    }

    [Fact]
    public async Task Each_firing_says_when_it_was_due_how_late_it_began_how_long_it_took_and_what_became_of_it()
    {
        var history = _bench.Portal.Get<IExecutionHistoryStore>();
        await history.AddExecution(Ran(minutesAgo: 3, JobRunResult.Succeeded, "Scheduled", $"\"run\":\"{Run}\""), Stop);
        await history.AddExecution(Ran(minutesAgo: 2, JobRunResult.Failed, "Requested", "\"error\":\"TimeoutException\"") with { RetryAttempt = 1, RetryScheduled = true, ExceptionMessage = "secret" }, Stop);
        await history.AddMisfire(new MisfireHistoryEntry("QuartzScheduler", "node-2", SyncJob.Group, "x", SyncJob.KeyOf(_bench.Connection), _now, _now.AddHours(-5)), Stop);
        await history.AddExecution(Ran(minutesAgo: 1, JobRunResult.Succeeded, "Scheduled", "\"x\":1") with { JobName = $"{Guid.NewGuid()}" }, Stop);

        var page = Open();
        page.WaitForElement("[data-testid=firing]");

        var rows = page.FindAll("[data-testid=firing]");
        rows.Select(row => row.GetAttribute("data-result")).Should().Equal("Missed", "WillRetry", "Succeeded");
        rows[0].TextContent.Should().Contain("5 h").And.Contain("the portal was down").And.Contain("node-2");
        rows[1].TextContent.Should().Contain("Sync now").And.Contain("retry 1").And.Contain("TimeoutException").And.Contain("4 s").And.NotContain("secret");
        rows[1].QuerySelector("[data-testid=firing-run]").Should().BeNull();
        rows[2].TextContent.Should().Contain("Interval").And.Contain("10 s").And.Contain("4 s").And.Contain("node-1");
        rows[2].QuerySelector("[data-testid=firing-run]")!.GetAttribute("href").Should().Be(PortalUrls.Run(Run));
    }

    [Fact]
    public async Task A_node_without_others_is_told_in_words()
    {
        var history = _bench.Portal.Get<IExecutionHistoryStore>();
        await history.AddExecution(Ran(minutesAgo: 1, JobRunResult.Succeeded, "Scheduled", "\"x\":1") with { SchedulerInstanceId = "NON_CLUSTERED" }, Stop);

        Open().WaitForElement("[data-testid=firing]").TextContent.Should().Contain("This server").And.NotContain("CLUSTERED");
    }

    private IRenderedComponent<FiringsPage> Open() => Render<FiringsPage>(parameters => parameters.Add(page => page.Id, _bench.Connection));

    private ExecutionHistoryEntry Ran(int minutesAgo, JobRunResult result, string why, string more)
    {
        var (at, job) = (_now.AddMinutes(-minutesAgo), SyncJob.KeyOf(_bench.Connection));
        return new ExecutionHistoryEntry("QuartzScheduler", "node-1", job.Group, job.Name, SyncJob.Group, job.Name, at, TimeSpan.FromSeconds(4), result == JobRunResult.Succeeded, null)
        {
            Result = result,
            MetricsJson = $$"""{"due":"{{at.AddSeconds(-10):O}}","why":"{{why}}",{{more}}}""",
        };
    }
}
