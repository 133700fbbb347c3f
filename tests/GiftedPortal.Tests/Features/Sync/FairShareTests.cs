using System.Collections.Concurrent;
using System.Threading.Channels;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>Who waits for whom under a real scheduler. Companies that take their time wait at a gate, so that nothing here depends on how fast the machine is.</summary>
public sealed class FairShareTests : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    // more than a node has workers
    private const int Many = SyncShares.Workers + 2;

    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SqliteDatabase _database;
    private readonly SyncBench _bench;
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Guid> _waiting = Channel.CreateUnbounded<Guid>();
    private readonly ConcurrentDictionary<Guid, bool> _slow = [];
    private ScheduledSyncs _node = null!;

    public FairShareTests(SqliteDatabase database)
    {
        (_database, _bench) = (database, new SyncBench(database.Contexts));
        _bench.Provider.BeforePeople = async (connection, cancellationToken) =>
        {
            if (_slow.ContainsKey(connection))
            {
                await _waiting.Writer.WriteAsync(connection, cancellationToken);
                await _gate.Task.WaitAsync(cancellationToken);
            }
        };
    }

    public async ValueTask InitializeAsync() => _node = await ScheduledSyncs.CreateAsync(_database, _bench, TimeSpan.FromDays(7));

    public async ValueTask DisposeAsync()
    {
        _gate.TrySetResult();
        await _node.DisposeAsync();
    }

    [Theory]
    [InlineData(SyncShares.LargeFrom, 2, 1)]
    [InlineData(1, 6, SyncShares.LargeFrom)]
    public async Task Companies_that_take_their_time_hold_up_neither_the_others_nor_letters_and_clocks(int slow, int share, int quick)
    {
        var (blocking, others) = (await _node.ConnectAsync(Many, slow), await _node.ConnectAsync(Many, quick));
        foreach (var id in blocking) _slow[id] = true;
        await EnsureAsync(blocking);
        await _node.Scheduler.Start(Stop);
        var begun = await WaitingAsync(share);

        // the ones at the gate have their share, and more of them are due
        await EnsureAsync(others);
        var letters = new JobKey("letters");
        await _node.Scheduler.ScheduleJob(JobBuilder.Create<Letters>().WithIdentity(letters).Build(), TriggerBuilder.Create<Letters>().StartNow().Build(), ScheduleJobOptions.Replacing, Stop);
        foreach (var id in others) await _node.EndOfAsync(SyncJob.KeyOf(id));
        await _node.EndOfAsync(letters);

        _waiting.Reader.TryPeek(out _).Should().BeFalse("no more than their share begin");
        begun.Should().BeSubsetOf(blocking);
        _gate.SetResult();
        foreach (var id in blocking) await _node.EndOfAsync(SyncJob.KeyOf(id));
        (await SucceededAsync(blocking)).Should().Be(Many, "those that waited run after all");
        (await SucceededAsync(others)).Should().Be(Many);
    }

    [Fact]
    public async Task After_downtime_who_is_overdue_comes_at_its_own_next_slot_and_not_with_all_the_others()
    {
        const int connections = 100;
        var (interval, overdue) = (TimeSpan.FromDays(7), await _node.ConnectAsync(connections, 1));
        foreach (var id in overdue)
        {
            _slow[id] = true;
            await _node.Syncs.RestoreAsync(id, Stop);
        }

        await _node.PassAsync(interval * 3);
        var back = TimeProvider.System.GetUtcNow();
        await _node.Scheduler.Start(Stop);
        await _node.MissedAsync(connections);

        foreach (var id in overdue)
        {
            (await ScheduleAsync(id)).NextFireTimeUtc.Should().BeOneOf(SyncSlots.After(back, id, interval), SyncSlots.After(TimeProvider.System.GetUtcNow(), id, interval));
        }

        // whose slot is in this very second may begin
        var early = overdue.Count(id => SyncSlots.After(back, id, interval) <= TimeProvider.System.GetUtcNow());
        (await RunsOfAsync(overdue)).Should().BeLessThanOrEqualTo(early);
    }

    [Fact]
    public async Task Asking_again_and_again_while_one_runs_makes_no_other()
    {
        var id = (await _node.ConnectAsync(1, 1)).Single();
        _slow[id] = true;
        await _node.Syncs.RestoreAsync(id, Stop);
        await _node.Scheduler.Start(Stop);
        (await _node.Syncs.RequestAsync(id, Olga, Stop)).Should().Be(SyncRequest.Accepted);
        await WaitingAsync(1);

        (await _node.Syncs.RequestAsync(id, Olga, Stop)).Should().Be(SyncRequest.UnderWay);
        (await _node.Syncs.RequestAsync(id, Olga, Stop)).Should().Be(SyncRequest.UnderWay);
        _gate.SetResult();
        await _node.EndOfAsync(SyncJob.KeyOf(id));

        (await _node.Scheduler.GetTriggersOfJob(SyncJob.KeyOf(id), Stop)).Should().ContainSingle("the schedule alone is left").Which.Key.Name.Should().Be(id.ToString());
        (await RunsOfAsync([id])).Should().Be(1);
    }

    [Fact]
    public async Task A_connection_that_is_paused_in_the_middle_of_a_run_keeps_its_roster_and_syncs_at_once_when_it_goes_on()
    {
        var id = (await _node.ConnectAsync(1, 1)).Single();
        _bench.Provider.People.Add(SyncBench.Person(1));
        _slow[id] = true;
        await _node.Syncs.EnsureAsync(id, Stop);
        await _node.Scheduler.Start(Stop);
        await WaitingAsync(1);
        var life = _bench.Portal.Get<ConnectionService>();
        (await life.OperateAsync(id, ConnectionOperation.Pause, Olga, "why", Stop)).Should().BeNull();
        await _node.Syncs.EnsureAsync(id, Stop);
        _gate.SetResult();
        await _node.EndOfAsync(SyncJob.KeyOf(id));
        (await SucceededAsync([id])).Should().Be(0);
        (await _node.Scheduler.Exists(SyncJob.KeyOf(id), Stop)).Should().BeFalse();

        (await life.OperateAsync(id, ConnectionOperation.Resume, Olga, null, Stop)).Should().BeNull();
        await _node.Syncs.EnsureAsync(id, Stop);
        await _node.EndOfAsync(SyncJob.KeyOf(id));

        (await SucceededAsync([id])).Should().Be(1);
        (await RunsOfAsync([id])).Should().Be(2);
    }

    private async Task EnsureAsync(IEnumerable<Guid> connections)
    {
        foreach (var id in connections) await _node.Syncs.EnsureAsync(id, Stop);
    }

    private async Task<IReadOnlyList<Guid>> WaitingAsync(int count)
    {
        var waiting = new List<Guid>();
        while (waiting.Count < count) waiting.Add(await _waiting.Reader.ReadAsync(Stop).AsTask().WaitAsync(Patience, Stop));
        return waiting;
    }

    private async Task<ITrigger> ScheduleAsync(Guid connection) => (await _node.Scheduler.GetTrigger(new TriggerKey(connection.ToString(), SyncJob.Group), Stop))!;

    private async Task<int> RunsOfAsync(IReadOnlyList<Guid> connections)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<SyncRun>().CountAsync(run => connections.Contains(run.ConnectionId), Stop);
    }

    private async Task<int> SucceededAsync(IReadOnlyList<Guid> connections)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<SyncRun>().CountAsync(run => connections.Contains(run.ConnectionId) && run.Status == SyncRunStatus.Succeeded, Stop);
    }

    /// <summary>Stands for what else the portal's workers do: it has no group, as all of that.</summary>
    private sealed class Letters : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => default;
    }
}
