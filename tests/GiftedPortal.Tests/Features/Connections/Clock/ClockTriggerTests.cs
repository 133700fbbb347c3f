using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Setup;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Connections.Clock;

/// <summary>The moments of the clock by the real scheduler over its real store, on a clock that obeys; one test lets the real clock run.</summary>
public abstract class ClockTriggerTests<TDatabase> : IAsyncLifetime
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);

    // a database for each test: its scheduler's store is empty
    private readonly TDatabase _database;
    private readonly Lazy<TestPortal> _first;

    protected ClockTriggerTests(TDatabase database)
    {
        _database = database;
        _first = new Lazy<TestPortal>(() => new TestPortal(_database.Contexts));
    }

    private TestPortal Portal => _first.Value;

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_moment_is_met_within_a_second_and_once()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var submitted = Portal.Time.GetUtcNow();
        await using var node = await StartAsync();
        await node.EnsureAsync(id);

        foreach (var (moment, hours) in Due(44, 48, 68, 72))
        {
            Portal.Time.SetUtcNow(submitted.AddHours(hours).AddSeconds(-1));
            (await RecordsAsync(id)).Should().NotContain(record => record.Moment == moment, "a second before it is not due");
            Portal.Time.Advance(TimeSpan.FromSeconds(1));
            var record = await node.NextAsync();

            (record.Moment, record.DueAt).Should().Be((moment, submitted.AddHours(hours)));
            (record.ReachedAt - record.DueAt).Should().BeLessThan(TimeSpan.FromSeconds(1));
        }

        await ShouldBeOnceEachAsync(id);
    }

    [Fact]
    public async Task What_came_due_while_the_process_was_down_is_met_once_when_it_starts_again()
    {
        var (_, id) = await Portal.SubmittedAsync();
        await using (var before = await StartAsync())
        {
            await before.EnsureAsync(id);
            Portal.Time.Advance(TimeSpan.FromHours(44));
            (await before.NextAsync()).Moment.Should().Be(ClockMoment.TargetNear);
        }

        Portal.Time.Advance(TimeSpan.FromHours(50));
        await using var after = await StartAsync();

        var met = new[] { await after.NextAsync(), await after.NextAsync(), await after.NextAsync() };
        met.Select(record => record.Moment).Should().BeEquivalentTo([ClockMoment.Target, ClockMoment.DeadlineNear, ClockMoment.Deadline]);
        await ShouldBeOnceEachAsync(id);
    }

    [Fact]
    public async Task What_a_crash_kept_from_the_scheduler_is_met_by_the_reconciliation()
    {
        // submitted, and no trigger was set
        var (_, id) = await Portal.SubmittedAsync();
        Portal.Time.Advance(TimeSpan.FromHours(73));
        await using var node = await StartAsync();
        await node.ReconcileAsync();

        for (var met = 0; met < 4; met++)
        {
            await node.NextAsync();
        }

        await ShouldBeOnceEachAsync(id);
    }

    [Fact]
    public async Task A_shorter_promise_moves_what_is_open_and_repeats_nothing()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var submitted = Portal.Time.GetUtcNow();
        await using (var before = await StartAsync())
        {
            await before.EnsureAsync(id);
            Portal.Time.Advance(TimeSpan.FromHours(44));
            await before.NextAsync();
        }

        await using var after = await StartAsync(new ApprovalPolicy(TimeSpan.FromHours(24), TimeSpan.FromHours(50), TimeSpan.FromMinutes(30)));
        await after.ReconcileAsync();
        (await after.NextAsync()).Should().Match<ClockRecord>(record => record.Moment == ClockMoment.Target && record.DueAt == submitted.AddHours(24));
        foreach (var (moment, hours) in new[] { (ClockMoment.DeadlineNear, 46), (ClockMoment.Deadline, 50) })
        {
            Portal.Time.SetUtcNow(submitted.AddHours(hours));
            (await after.NextAsync()).Should().Match<ClockRecord>(record => record.Moment == moment && record.ReachedAt == submitted.AddHours(hours));
        }

        await ShouldBeOnceEachAsync(id);
    }

    [Fact]
    public async Task A_longer_promise_moves_what_is_open_and_repeats_nothing()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var submitted = Portal.Time.GetUtcNow();
        await using (var before = await StartAsync())
        {
            await before.EnsureAsync(id);
            Portal.Time.Advance(TimeSpan.FromHours(48));
            await before.NextAsync();
            await before.NextAsync();
        }

        await using var after = await StartAsync(new ApprovalPolicy(TimeSpan.FromHours(100), TimeSpan.FromHours(200), TimeSpan.FromMinutes(30)));
        await after.ReconcileAsync();
        foreach (var (moment, hours) in new[] { (ClockMoment.DeadlineNear, 196), (ClockMoment.Deadline, 200) })
        {
            Portal.Time.SetUtcNow(submitted.AddHours(hours));
            (await after.NextAsync()).Should().Match<ClockRecord>(record => record.Moment == moment && record.DueAt == submitted.AddHours(hours));
        }

        await ShouldBeOnceEachAsync(id);
    }

    [Fact]
    public async Task While_the_clock_stands_still_nothing_is_met_and_afterwards_everything_once_and_later()
    {
        var (member, id) = await Portal.SubmittedAsync();
        var submitted = Portal.Time.GetUtcNow();
        await using var node = await StartAsync();
        await node.EnsureAsync(id);
        Portal.Time.Advance(TimeSpan.FromHours(10));
        (await Portal.Get<ApprovalService>().RequestChangesAsync(id, "why", Rita, Stop)).Should().BeNull();
        await node.EnsureAsync(id);
        Portal.Time.Advance(TimeSpan.FromHours(100));
        (await RecordsAsync(id)).Should().BeEmpty();
        (await Portal.Get<SetupService>().SubmitAsync(member, Stop)).Should().BeNull();
        await node.EnsureAsync(id);

        foreach (var (moment, hours) in Due(144, 148, 168, 172))
        {
            Portal.Time.SetUtcNow(submitted.AddHours(hours));
            (await node.NextAsync()).Should().Match<ClockRecord>(record => record.Moment == moment && record.DueAt == submitted.AddHours(hours) && record.ReachedAt == record.DueAt);
        }

        await ShouldBeOnceEachAsync(id);
    }

    [Fact]
    public async Task What_is_decided_is_met_no_more()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var (_, other) = await Portal.SubmittedAsync();
        await using var node = await StartAsync();
        await node.EnsureAsync(id);
        await node.EnsureAsync(other);
        (await Portal.Get<ApprovalService>().RejectAsync(id, "no", Rita, Stop)).Should().BeNull();
        await node.EnsureAsync(id);

        Portal.Time.Advance(TimeSpan.FromHours(72));
        for (var met = 0; met < 4; met++)
        {
            (await node.NextAsync()).ConnectionId.Should().Be(other);
        }

        (await RecordsAsync(id)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_machines_clock_that_is_set_back_an_hour_meets_nothing_twice_and_loses_nothing()
    {
        var (_, id) = await Portal.SubmittedAsync();
        var submitted = Portal.Time.GetUtcNow();
        await using var node = await StartAsync();
        await node.EnsureAsync(id);
        Portal.Time.SetUtcNow(submitted.AddHours(48));
        await node.NextAsync();
        await node.NextAsync();

        Portal.Time.AdjustTime(submitted.AddHours(47));
        await node.EnsureAsync(id);
        foreach (var (moment, hours) in new[] { (ClockMoment.DeadlineNear, 68), (ClockMoment.Deadline, 72) })
        {
            Portal.Time.SetUtcNow(submitted.AddHours(hours));
            (await node.NextAsync()).Moment.Should().Be(moment);
        }

        await ShouldBeOnceEachAsync(id);
    }

    [Fact]
    public async Task With_the_real_clock_each_moment_is_met_within_five_seconds()
    {
        var policy = new ApprovalPolicy(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8), TimeSpan.FromMinutes(30)) { Warning = TimeSpan.FromSeconds(2) };
        // submitted now by the machine's clock
        Portal.Time.SetUtcNow(TimeProvider.System.GetUtcNow());
        var (_, id) = await Portal.SubmittedAsync();
        await using var node = new ClockNode(_database.Options, TimeProvider.System, policy);
        await node.StartAsync();
        await node.EnsureAsync(id);

        for (var met = 0; met < 4; met++)
        {
            var record = await node.NextAsync();
            (record.ReachedAt - record.DueAt).Should().BeLessThan(TimeSpan.FromSeconds(5)).And.BeGreaterThanOrEqualTo(TimeSpan.Zero);
        }

        await ShouldBeOnceEachAsync(id);
    }

    private async Task<ClockNode> StartAsync(ApprovalPolicy? policy = null)
    {
        var node = new ClockNode(_database.Options, Portal.Time, policy);
        await node.StartAsync();
        return node;
    }

    private static (ClockMoment Moment, int Hours)[] Due(params int[] hours) => [.. Enum.GetValues<ClockMoment>().Zip(hours)];

    /// <summary>A record, an audit row and a letter for each of the four moments, however often anything fires after that.</summary>
    private async Task ShouldBeOnceEachAsync(Guid id)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(Stop);
        (await RecordsAsync(id)).Select(record => record.Moment).Should().BeEquivalentTo(Enum.GetValues<ClockMoment>());
        (await Portal.AuditOfAsync(id)).Count(entry => entry.Action == "clock.reached").Should().Be(4);
        (await db.Set<StoredLetter>().Where(letter => letter.ConnectionId == id && letter.ToAddress == "staff@gifted.test").Select(letter => letter.Kind).ToListAsync(Stop))
            .Should().BeEquivalentTo([LetterKind.DeadlineNear, LetterKind.DeadlineNear, LetterKind.DeadlineNear, LetterKind.DeadlineBroken]);
    }

    private async Task<List<ClockRecord>> RecordsAsync(Guid id)
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<ClockRecord>().Where(record => record.ConnectionId == id).OrderBy(record => record.Id).ToListAsync(Stop);
    }
}

public sealed class ClockTriggerOnSqliteTests() : ClockTriggerTests<SqliteDatabase>(new SqliteDatabase());
