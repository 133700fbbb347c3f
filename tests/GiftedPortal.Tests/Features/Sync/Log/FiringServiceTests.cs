using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Log.Firings;
using GiftedPortal.Features.Sync.Retention;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;

namespace GiftedPortal.Tests.Features.Sync.Log;

/// <summary>The scheduler's own history, kept in the database and read back.</summary>
public abstract class FiringServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>, IAsyncLifetime
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);

    private readonly SyncBench _bench = new(database.Contexts);
    private ScheduledSyncs _node = null!;

    private FiringService Service => _node.Services.GetRequiredService<FiringService>();

    public async ValueTask InitializeAsync() => _node = await ScheduledSyncs.CreateAsync(database, _bench, TimeSpan.FromDays(7));

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_sync_is_told_with_when_it_was_due_when_it_began_how_long_it_took_and_the_run_that_it_made()
    {
        await _bench.SyncedAsync(people: 2);
        await _node.Syncs.RestoreAsync(_bench.Connection, Stop);
        (await Service.ReadAsync(_bench.Connection, Olga, Stop))!.Newest.Should().BeEmpty();
        var asked = TimeProvider.System.GetUtcNow();

        var firing = await FiringAsync();

        firing.Should().BeEquivalentTo(new { Cause = FiringCause.Now, Result = FiringResult.Succeeded, Retry = 0, Error = (string?)null, Run = (await _bench.RunsAsync())[^1].Id });
        firing.Due.Should().BeCloseTo(asked, TimeSpan.FromMinutes(1));
        firing.At.Should().BeCloseTo(asked, TimeSpan.FromMinutes(1));
        firing.Late.Should().BeGreaterThanOrEqualTo(TimeSpan.Zero);
        firing.Took.Should().BePositive();
        firing.Node.Should().Be(database.Options.Provider is DatabaseProvider.Sqlite ? null : _node.Scheduler.SchedulerInstanceId, "a node without others has no name");
        var schedule = await _node.Scheduler.GetTrigger(new TriggerKey(_bench.Connection.ToString(), SyncJob.Group), Stop);
        (await Service.ReadAsync(_bench.Connection, Olga, Stop))!.Next.Should().Be(schedule!.NextFireTimeUtc);
    }

    [Theory]
    [InlineData(FailureKind.Unreachable, FiringResult.WillRetry)]
    [InlineData(FailureKind.CredentialsRejected, FiringResult.Failed)]
    public async Task A_sync_that_failed_is_told_as_failed_and_whether_it_is_tried_again(FailureKind failure, FiringResult result)
    {
        await _bench.SyncedAsync(people: 2);
        _bench.Provider.Failure = SyncBench.Failed(failure);

        (await FiringAsync()).Should().BeEquivalentTo(new { Result = result, Error = (string?)null, Run = (await _bench.RunsAsync())[^1].Id });
    }

    [Fact]
    public async Task Of_an_exception_its_kind_is_told_and_nothing_of_what_it_says()
    {
        await _bench.SyncedAsync(people: 2);
        _bench.Provider.BeforePeople = (_, _) => throw new InvalidOperationException("secret-token-1");

        var firing = await FiringAsync();

        firing.Should().BeEquivalentTo(new { Result = FiringResult.WillRetry, Error = nameof(InvalidOperationException), Run = (Guid?)null });
        firing.ToString().Should().NotContain("secret");
    }

    [Fact]
    public async Task A_firing_without_anything_to_do_is_told_as_that()
    {
        await _bench.SyncedAsync(people: 2);
        await _node.Syncs.RestoreAsync(_bench.Connection, Stop);
        await _bench.Portal.Get<ConnectionService>().OperateAsync(_bench.Connection, ConnectionOperation.Pause, Olga, "why", Stop);
        await _node.Scheduler.TriggerJob(SyncJob.KeyOf(_bench.Connection), null, Stop);
        await _node.Scheduler.Start(Stop);

        (await NewestAsync()).Should().BeEquivalentTo(new { Result = FiringResult.Skipped, Run = (Guid?)null });
    }

    [Fact]
    public async Task A_time_that_was_missed_is_told_with_when_it_was_due()
    {
        await _bench.SyncedAsync(people: 2);
        await _node.Syncs.RestoreAsync(_bench.Connection, Stop);
        var due = (await Service.ReadAsync(_bench.Connection, Olga, Stop))!.Next - TimeSpan.FromDays(14);
        await _node.PassAsync(TimeSpan.FromDays(14));

        await _node.Scheduler.Start(Stop);

        var missed = await NewestAsync();
        missed.Should().BeEquivalentTo(new { Result = FiringResult.Missed, Cause = FiringCause.Schedule, Took = (TimeSpan?)null, Run = (Guid?)null });
        missed.Due.Should().Be(due);
        missed.Node.Should().NotBe("NON_CLUSTERED");
        missed.Late.Should().BeGreaterThan(TimeSpan.FromDays(6));
    }

    [Fact]
    public async Task Each_connection_shows_its_own_and_only_to_staff()
    {
        await _bench.SyncedAsync(people: 2);
        var other = (await _node.ConnectAsync(1, 1)).Single();
        await FiringAsync();

        (await Service.ReadAsync(other, Olga, Stop))!.Newest.Should().BeEmpty();
        (await Service.ReadAsync(_bench.Connection, TestPortal.Staff("Adam", StaffRoles.Auditor), Stop))!.Newest.Should().ContainSingle();
        (await Service.ReadAsync(_bench.Connection, _bench.Member, Stop)).Should().BeNull();
        (await Service.ReadAsync(_bench.Connection, TestPortal.Stranger, Stop)).Should().BeNull();
        (await Service.ReadAsync(Guid.NewGuid(), Olga, Stop)).Should().BeNull();
    }

    [Fact]
    public void The_history_is_bounded_in_days_and_in_lines() => _node.Services.GetRequiredService<IOptions<ExecutionHistoryOptions>>().Value.Should().BeEquivalentTo(new
    {
        Retention = TimeSpan.FromDays(SyncRetention.Default.FiringDays),
        MaxEntriesPerJob = FiringRetention.PerJob,
        MaxEntriesPerScheduler = FiringRetention.Lines,
    });

    /// <summary>What is told of a sync that somebody asked for, once it has ended.</summary>
    private async Task<Firing> FiringAsync()
    {
        await _node.Syncs.RestoreAsync(_bench.Connection, Stop);
        await _node.Syncs.StartAsync(_bench.Connection, Olga, Stop);
        await _node.Scheduler.Start(Stop);
        return await NewestAsync();
    }

    // written after the job has ended, so there is nothing else to wait for
    private async Task<Firing> NewestAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if ((await Service.ReadAsync(_bench.Connection, Olga, Stop))!.Newest is [var newest, ..])
            {
                return newest;
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}

public sealed class FiringServiceOnSqliteTests(SqliteDatabase database) : FiringServiceTests<SqliteDatabase>(database);
