using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Quartz.Extensibility;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>The scheduler as the portal configures it, on SQLite.</summary>
public sealed class SyncSchedulerTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);

    private readonly SyncBench _bench = new(database.Contexts);
    private ScheduledSyncs _node = null!;

    private SyncScheduler Syncs => _node.Syncs;

    private IScheduler Scheduler => _node.Scheduler;

    public async ValueTask InitializeAsync() => _node = await ScheduledSyncs.CreateAsync(database, _bench);

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task A_connection_that_syncs_has_one_job_and_trigger_however_often_it_is_ensured()
    {
        await _bench.ApproveAsync();
        await Syncs.EnsureAsync(_bench.Connection, Stop);
        var first = await Scheduler.GetTriggersOfJob(SyncJob.KeyOf(_bench.Connection), Stop);
        await Syncs.EnsureAsync(_bench.Connection, Stop);

        var again = await Scheduler.GetTriggersOfJob(SyncJob.KeyOf(_bench.Connection), Stop);

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

        (await Scheduler.Exists(SyncJob.KeyOf(_bench.Connection), Stop)).Should().BeFalse();
    }

    [Fact]
    public async Task A_connection_that_lost_its_job_begins_again_at_its_slot_and_one_that_was_never_synced_at_once()
    {
        await _bench.ApproveAsync();
        await Syncs.RestoreAsync(_bench.Connection, Stop);
        (await ScheduleAsync()).StartTimeUtc.Should().BeOnOrBefore(TimeProvider.System.GetUtcNow());
        await Scheduler.Clear(Stop);
        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Succeeded);

        await Syncs.RestoreAsync(_bench.Connection, Stop);

        var first = (await ScheduleAsync()).StartTimeUtc;
        first.Should().BeAfter(TimeProvider.System.GetUtcNow()).And.Be(SyncSlots.After(first.AddTicks(-1), _bench.Connection, SyncPolicy.Default.Interval));
    }

    [Fact]
    public async Task Whoever_is_overdue_after_downtime_waits_for_the_next_turn()
    {
        await _bench.SyncedAsync(people: 1);
        var interval = SyncPolicy.Default.Interval;
        await Syncs.EnsureAsync(_bench.Connection, Stop);
        var due = TimeProvider.System.GetUtcNow() - (interval * 2.5);
        var overdue = (IOperableTrigger)(await ScheduleAsync()).GetTriggerBuilder().StartAt(due).Build();
        overdue.ComputeFirstFireTimeUtc(null);

        overdue.UpdateAfterMisfire(null);

        overdue.NextFireTimeUtc.Should().Be(due + (interval * 3));
        overdue.MisfireThreshold.Should().Be(interval / 10, "who is a little late, as behind others, begins at once");
    }

    [Fact]
    public async Task A_company_that_has_grown_large_moves_to_the_share_of_the_large_ones_and_back()
    {
        await _bench.SyncedAsync(people: 1);
        await Syncs.EnsureAsync(_bench.Connection, Stop);
        var before = await ScheduleAsync();
        before.ExecutionGroup.Should().Be(SyncShares.Usual);

        await Syncs.ShareAsync(_bench.Connection, SyncShares.LargeFrom, Stop);

        (await ScheduleAsync()).Should().BeEquivalentTo(new { ExecutionGroup = SyncShares.Large, before.StartTimeUtc });
        await Syncs.RequestAsync(_bench.Connection, Olga, Stop);
        (await Scheduler.GetTriggersOfJob(SyncJob.KeyOf(_bench.Connection), Stop)).Should().OnlyContain(trigger => trigger.ExecutionGroup == SyncShares.Large);
        await Syncs.ShareAsync(_bench.Connection, SyncShares.LargeFrom - 1, Stop);
        (await ScheduleAsync()).ExecutionGroup.Should().Be(SyncShares.Usual);
    }

    [Fact]
    public async Task A_request_is_served_by_a_run_that_began_after_it()
    {
        await _bench.SyncedAsync(people: 1);
        var began = (await _bench.RunsAsync()).Single().StartedAt;

        (await Syncs.IsServedAsync(_bench.Connection, began.AddSeconds(-1), Stop)).Should().BeTrue();
        (await Syncs.IsServedAsync(_bench.Connection, began.AddSeconds(1), Stop)).Should().BeFalse();
    }

    [Fact]
    public async Task Another_interval_reaches_every_connection()
    {
        await _bench.SyncedAsync(people: 1);
        await Syncs.EnsureAsync(_bench.Connection, Stop);
        var key = (await ScheduleAsync()).Key;
        var schedule = (ISimpleTrigger)await ScheduleAsync();
        await Scheduler.RescheduleJob(key, schedule.GetTriggerBuilder().WithSimpleSchedule(one => one.WithInterval(TimeSpan.FromHours(7)).RepeatForever()).Build(), Stop);

        await Syncs.RestoreAsync(_bench.Connection, Stop);

        ((ISimpleTrigger)await ScheduleAsync()).RepeatInterval.Should().Be(SyncPolicy.Default.Interval);
    }

    [Fact]
    public async Task Requests_that_come_together_make_one_run_and_an_audit_row_each()
    {
        await _bench.SyncedAsync(people: 1);

        (await Syncs.RequestAsync(_bench.Connection, Olga, Stop)).Should().Be(SyncRequest.Accepted);
        (await Syncs.RequestAsync(_bench.Connection, Olga, Stop)).Should().Be(SyncRequest.Accepted);

        (await Scheduler.GetTriggersOfJob(SyncJob.KeyOf(_bench.Connection), Stop)).Should().HaveCount(2, "the schedule, and one run now");
        (await _bench.Portal.AuditOfAsync(_bench.Connection)).Where(entry => entry.Action == "sync.requested").Should().HaveCount(2);
    }

    [Fact]
    public async Task Only_operators_and_admins_may_ask_for_a_run()
    {
        await _bench.SyncedAsync(people: 1);

        (await Syncs.RequestAsync(_bench.Connection, TestPortal.Staff("Rita", StaffRoles.Reviewer), Stop)).Should().Be(SyncRequest.NotAllowed);
        (await Syncs.RequestAsync(_bench.Connection, _bench.Member, Stop)).Should().Be(SyncRequest.NotAllowed);
        (await Scheduler.Exists(SyncJob.KeyOf(_bench.Connection), Stop)).Should().BeFalse();
    }

    [Fact]
    public async Task An_approved_connection_goes_live_once_the_scheduler_runs()
    {
        await _bench.ApproveAsync();
        _bench.Provider.People.Add(SyncBench.Person(1));
        await Syncs.EnsureAsync(_bench.Connection, Stop);

        await Scheduler.Start(Stop);
        await _node.EndOfAsync(SyncJob.KeyOf(_bench.Connection));

        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
        (await _bench.RunsAsync()).Should().ContainSingle().Which.Trigger.Should().Be(SyncTrigger.First);
    }

    [Fact]
    public async Task A_node_that_starts_finds_interrupted_runs_at_once()
    {
        await _bench.SyncedAsync(people: 1);
        await _bench.BeginElsewhereAsync();

        await ActivatorUtilities.CreateInstance<SyncReconcileAtStart>(_node.Services).StartAsync(Stop);
        await Scheduler.Start(Stop);
        await _node.EndOfAsync(SyncJob.KeyOf(_bench.Connection));

        (await _bench.RunsAsync()).Select(run => run.Outcome).Should().Equal(SyncOutcome.FirstRoster, SyncOutcome.ProcessEnded, SyncOutcome.Unchanged);
    }

    [Fact]
    public async Task The_moments_of_a_waiting_connection_are_scheduled_and_go_with_the_decision()
    {
        // the scheduler's clock is the machine's
        _bench.Portal.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        var (_, id) = await _bench.Portal.SubmittedAsync();
        var clocks = _node.Services.GetRequiredService<ClockScheduler>();
        await clocks.EnsureAsync(id, Stop);
        await clocks.EnsureAsync(id, Stop);

        (await Scheduler.GetTriggersOfJob(ClockMomentJob.KeyOf(id), Stop)).Select(trigger => trigger.StartTimeUtc - _bench.Portal.Time.GetUtcNow())
            .Should().BeEquivalentTo(new[] { 44, 48, 68, 72 }.Select(hours => TimeSpan.FromHours(hours)));

        var rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);
        await _bench.Portal.Get<GiftedPortal.Features.Permissions.PermissionService>().CheckAsync(id, rita, null, Stop);
        (await _bench.Portal.Get<GiftedPortal.Features.Approval.ApprovalService>().ApproveAsync(id, rita, Stop)).Should().BeNull();
        await clocks.EnsureAsync(id, Stop);

        (await Scheduler.Exists(ClockMomentJob.KeyOf(id), Stop)).Should().BeFalse();
    }

    private async Task<ITrigger> ScheduleAsync() => (await Scheduler.GetTrigger(new TriggerKey(_bench.Connection.ToString(), SyncJob.Group), Stop))!;
}
