using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Status;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Sync.Health;

public abstract class HealthServiceTests<TDatabase> : IClassFixture<TDatabase>, IAsyncDisposable
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);

    private readonly ServiceProvider _services;
    private readonly SyncBench _bench;

    protected HealthServiceTests(TDatabase database)
    {
        _services = new ServiceCollection().AddPortalDatabase(database.Options).AddSingleton<ISaveChangesInterceptor>(new HealthKeeper(SyncPolicy.Default)).BuildServiceProvider();
        _bench = new SyncBench(_services.GetRequiredService<IDbContextFactory<PortalDbContext>>());
    }

    private HealthService Health => _bench.Health;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _services.DisposeAsync();
    }

    [Fact]
    public async Task States_open_and_close_with_the_changes_that_they_follow_from_and_without_a_gap()
    {
        await _bench.ApproveAsync();
        (await StateAsync()).Should().Be((HealthState.NeverSynced, Owner.Gifted));

        _bench.Provider.People.AddRange(Enumerable.Range(1, 30).Select(SyncBench.Person));
        await _bench.RunAsync();
        (await StateAsync()).Should().Be((HealthState.Healthy, Owner.Nobody));

        await _bench.RunAsync();
        (await RecordsAsync()).Should().HaveCount(2, "a run that changes nothing about it opens nothing");

        _bench.Provider.Failure = SyncBench.Failed(FailureKind.Forbidden);
        var failed = await _bench.RunAsync();
        (await StateAsync()).Should().Be((HealthState.PermissionLost, Owner.Customer));
        (await Health.OfAsync(_bench.Connection, _bench.Member, Stop))!.OpenedAt.Should().Be(failed!.FinishedAt);

        _bench.Provider.Failure = null;
        await _bench.RunAsync();
        (await StateAsync()).Should().Be((HealthState.Healthy, Owner.Nobody));

        _bench.Provider.People.RemoveRange(0, 15);
        await _bench.RunAsync();
        (await StateAsync()).Should().Be((HealthState.BrakeWaiting, Owner.Gifted));

        var records = await RecordsAsync();
        records.Select(record => record.State).Should().Equal(HealthState.NeverSynced, HealthState.Healthy, HealthState.PermissionLost, HealthState.Healthy, HealthState.BrakeWaiting);
        records.Zip(records.Skip(1)).Should().OnlyContain(pair => pair.First.ClosedAt == pair.Second.OpenedAt);
        records[^1].ClosedAt.Should().BeNull();
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_told_of_when_it_fails_several_times_in_a_row()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.Failure = SyncBench.Failed(FailureKind.Unreachable);

        var states = new List<HealthState>();
        for (var run = 0; run < SyncOutcomes.Tries; run++)
        {
            await _bench.RunAsync();
            states.Add((await StateAsync()).State);
        }

        states.Should().Equal(HealthState.Healthy, HealthState.Healthy, HealthState.ProviderFails);
    }

    [Fact]
    public async Task A_connection_whose_syncs_do_not_come_is_late_until_one_succeeds()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Portal.Time.Advance(3 * SyncPolicy.Default.Interval);
        await Health.FindLateAsync(Stop);
        (await StateAsync()).State.Should().Be(HealthState.Healthy);

        _bench.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        (await Health.FindLateAsync(Stop)).Should().BePositive();
        (await StateAsync()).Should().Be((HealthState.Late, Owner.Gifted));
        await Health.FindLateAsync(Stop);
        (await RecordsAsync()).Should().HaveCount(3, "what is known already is not told twice");

        await _bench.RunAsync();
        (await StateAsync()).Should().Be((HealthState.Healthy, Owner.Nobody));
    }

    [Fact]
    public async Task Who_paused_it_has_the_next_move_and_an_end_closes_everything()
    {
        await _bench.SyncedAsync(people: 3);
        var control = _bench.Portal.Get<ConnectionControl>();

        (await control.PauseAsync(_bench.Connection, null, _bench.Member, Stop)).Should().BeNull();
        (await StateAsync()).Should().Be((HealthState.Paused, Owner.Customer));
        (await control.ResumeAsync(_bench.Connection, _bench.Member, Stop)).Should().BeNull();
        (await control.PauseAsync(_bench.Connection, null, Olga, Stop)).Should().BeNull();
        (await StateAsync()).Should().Be((HealthState.Paused, Owner.Gifted));

        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        var connection = await db.Set<Connection>().SingleAsync(one => one.Id == _bench.Connection, Stop);
        connection.Apply(ConnectionOperation.Disconnect, _bench.Member, _bench.Portal.Time.GetUtcNow());
        await db.SaveChangesAsync(Stop);
        (await RecordsAsync()).Should().OnlyContain(record => record.ClosedAt != null);
    }

    [Fact]
    public async Task What_is_open_is_listed_for_staff_by_who_must_act_and_since_when_and_a_customer_sees_their_own_only()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.Failure = SyncBench.Failed(FailureKind.CredentialsRejected);
        await _bench.RunAsync();
        var second = new SyncBench(_bench.Portal.Contexts);
        await second.SyncedAsync(people: 2);
        var other = second.Connection;
        (await second.Portal.Get<ConnectionControl>().PauseAsync(other, null, Olga, Stop)).Should().BeNull();

        var open = await Health.ListAsync(Olga, Stop);

        open.Select(one => one.Record.Owner).Should().BeInAscendingOrder();
        open.GroupBy(one => one.Record.Owner).Should().OnlyContain(owners => owners.Select(one => one.Record.OpenedAt).SequenceEqual(owners.Select(one => one.Record.OpenedAt).Order()));
        open.Single(one => one.Record.ConnectionId == _bench.Connection).Should().BeEquivalentTo(new { Record = new { State = HealthState.CredentialsFail }, NewestRun = (await _bench.RunsAsync())[^1].Id });
        open.Should().Contain(one => one.Record.ConnectionId == other);
        open.Should().NotContain(one => one.Record.State == HealthState.Healthy);
        (await Health.ListAsync(_bench.Member, Stop)).Should().BeEmpty();
        (await Health.OfAsync(other, _bench.Member, Stop)).Should().BeNull();
        (await Health.OfAsync(_bench.Connection, TestPortal.Stranger, Stop)).Should().BeNull();
    }

    private async Task<(HealthState State, Owner Owner)> StateAsync() =>
        await Health.OfAsync(_bench.Connection, _bench.Member, Stop) is { } record ? (record.State, record.Owner) : throw new InvalidOperationException("It has no health.");

    private async Task<List<HealthRecord>> RecordsAsync()
    {
        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<HealthRecord>().AsNoTracking().Where(record => record.ConnectionId == _bench.Connection).OrderBy(record => record.Id).ToListAsync(Stop);
    }
}

public sealed class HealthServiceOnSqliteTests(SqliteDatabase database) : HealthServiceTests<SqliteDatabase>(database);
