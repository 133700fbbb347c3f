using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Hosting;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>The scheduler as the portal configures it, on SQLite.</summary>
public sealed class SyncSchedulerTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);

    private readonly SyncBench _bench = new(database.Contexts);
    private readonly JobEnds _ends = new();
    private ServiceProvider _services = null!;
    private IScheduler _scheduler = null!;

    private SyncScheduler Syncs => _services.GetRequiredService<SyncScheduler>();

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddLocalization()
            .AddSingleton(database.Contexts)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(_bench.Portal.Get<ConnectionService>())
            .AddSingleton(_bench.Portal.Get<CredentialService>())
            .AddSingleton(_bench.Portal.Get<PermissionService>())
            .AddSingleton(_bench.Portal.Get<IDataProtectionProvider>())
            .AddSingleton(_bench.Portal.Get<Outbox>())
            .AddSingleton(_bench.Portal.Get<StaffMailbox>())
            .AddSingleton(new HrisProviders([_bench.Provider]))
            .AddApprovalClock(new ConfigurationBuilder().Build())
            .AddSync(new ConfigurationBuilder().Build())
            .AddPortalScheduler(new DatabaseOptions(DatabaseProvider.Sqlite, database.ConnectionString))
            .AddQuartz(scheduler => scheduler.AddJobListener(_ends))
            .BuildServiceProvider();
        _scheduler = await _services.GetRequiredService<ISchedulerFactory>().GetScheduler(Stop);
        await _scheduler.Clear(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_that_syncs_has_one_job_and_trigger_however_often_it_is_ensured()
    {
        await _bench.ApproveAsync();
        await Syncs.EnsureAsync(_bench.Connection, Stop);
        var first = await _scheduler.GetTriggersOfJob(SyncJob.KeyOf(_bench.Connection), Stop);
        await Syncs.EnsureAsync(_bench.Connection, Stop);

        var again = await _scheduler.GetTriggersOfJob(SyncJob.KeyOf(_bench.Connection), Stop);

        again.Should().ContainSingle().Which.Should().BeAssignableTo<ISimpleTrigger>().Which.RepeatInterval.Should().Be(SyncPolicy.Default.Interval);
        again.Single().StartTimeUtc.Should().Be(first.Single().StartTimeUtc);
    }

    [Fact]
    public async Task A_connection_that_no_longer_syncs_loses_its_job()
    {
        await _bench.SyncedAsync(people: 1);
        await Syncs.EnsureAsync(_bench.Connection, Stop);
        await _bench.Portal.Get<ConnectionService>().OperateAsync(_bench.Connection, ConnectionOperation.Pause, Olga, "why", Stop);

        await Syncs.EnsureAsync(_bench.Connection, Stop);

        (await _scheduler.Exists(SyncJob.KeyOf(_bench.Connection), Stop)).Should().BeFalse();
    }

    [Fact]
    public async Task Requests_that_come_together_make_one_run_and_an_audit_row_each()
    {
        await _bench.SyncedAsync(people: 1);

        (await Syncs.RequestAsync(_bench.Connection, Olga, Stop)).Should().Be(SyncRequest.Accepted);
        (await Syncs.RequestAsync(_bench.Connection, Olga, Stop)).Should().Be(SyncRequest.Accepted);

        (await _scheduler.GetTriggersOfJob(SyncJob.KeyOf(_bench.Connection), Stop)).Should().HaveCount(2, "the schedule, and one run now");
        (await _bench.Portal.AuditOfAsync(_bench.Connection)).Where(entry => entry.Action == "sync.requested").Should().HaveCount(2);
    }

    [Fact]
    public async Task Only_operators_and_admins_may_ask_for_a_run()
    {
        await _bench.SyncedAsync(people: 1);

        (await Syncs.RequestAsync(_bench.Connection, TestPortal.Staff("Rita", StaffRoles.Reviewer), Stop)).Should().Be(SyncRequest.NotAllowed);
        (await Syncs.RequestAsync(_bench.Connection, _bench.Member, Stop)).Should().Be(SyncRequest.NotAllowed);
        (await _scheduler.Exists(SyncJob.KeyOf(_bench.Connection), Stop)).Should().BeFalse();
    }

    [Fact]
    public async Task An_approved_connection_goes_live_once_the_scheduler_runs()
    {
        await _bench.ApproveAsync();
        _bench.Provider.People.Add(SyncBench.Person(1));
        await Syncs.EnsureAsync(_bench.Connection, Stop);

        await _scheduler.Start(Stop);
        await _ends.OfAsync(SyncJob.KeyOf(_bench.Connection)).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
        (await _bench.RunsAsync()).Should().ContainSingle().Which.Trigger.Should().Be(SyncTrigger.First);
    }

    [Fact]
    public async Task A_node_that_starts_finds_interrupted_runs_at_once()
    {
        await _bench.SyncedAsync(people: 1);
        await _bench.BeginElsewhereAsync();

        await ActivatorUtilities.CreateInstance<SyncReconcileAtStart>(_services).StartAsync(Stop);
        await _scheduler.Start(Stop);
        await _ends.OfAsync(SyncJob.KeyOf(_bench.Connection)).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        (await _bench.RunsAsync()).Select(run => run.Outcome).Should().Equal(SyncOutcome.FirstRoster, SyncOutcome.ProcessEnded, SyncOutcome.Unchanged);
    }

    [Fact]
    public async Task The_moments_of_a_waiting_connection_are_scheduled_and_go_with_the_decision()
    {
        // the scheduler's clock is the machine's
        _bench.Portal.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        var (_, id) = await _bench.Portal.SubmittedAsync();
        var clocks = _services.GetRequiredService<ClockScheduler>();
        await clocks.EnsureAsync(id, Stop);
        await clocks.EnsureAsync(id, Stop);

        (await _scheduler.GetTriggersOfJob(ClockMomentJob.KeyOf(id), Stop)).Select(trigger => trigger.StartTimeUtc - _bench.Portal.Time.GetUtcNow())
            .Should().BeEquivalentTo(new[] { 44, 48, 68, 72 }.Select(hours => TimeSpan.FromHours(hours)));

        var rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);
        await _bench.Portal.Get<GiftedPortal.Features.Permissions.PermissionService>().CheckAsync(id, rita, null, Stop);
        (await _bench.Portal.Get<GiftedPortal.Features.Approval.ApprovalService>().ApproveAsync(id, rita, Stop)).Should().BeNull();
        await clocks.EnsureAsync(id, Stop);

        (await _scheduler.Exists(ClockMomentJob.KeyOf(id), Stop)).Should().BeFalse();
    }

    private sealed class JobEnds : IJobListener
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<JobKey, TaskCompletionSource> _ends = [];

        public string Name => nameof(JobEnds);

        public Task OfAsync(JobKey job) => _ends.GetOrAdd(job, _ => new TaskCompletionSource()).Task;

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            _ends.GetOrAdd(context.JobDetail.Key, _ => new TaskCompletionSource()).TrySetResult();
            return default;
        }
    }
}
