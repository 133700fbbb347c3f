using GiftedPortal.Features.Sync.Retention;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Features.Sync.Retention;

/// <summary>The end of the sync log's retention.</summary>
public abstract class SyncTrimmerTests<TDatabase> : IAsyncLifetime
    where TDatabase : class, ITestDatabase
{
    // a database for each test: retention knows no connection
    private readonly TDatabase _database;
    private readonly Lazy<SyncBench> _first;

    protected SyncTrimmerTests(TDatabase database)
    {
        _database = database;
        _first = new Lazy<SyncBench>(() => new SyncBench(_database.Contexts));
    }

    private SyncBench Bench => _first.Value;

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Lines_go_after_ninety_days_and_their_run_after_four_hundred()
    {
        await Bench.SyncedAsync(people: 3);
        var first = (await Bench.RunsAsync()).Single();
        await AfterAsync(days: 89);
        (await Bench.EntriesAsync(first)).Should().HaveCount(4, "a call, and three people");
        Bench.Provider.People.Add(SyncBench.Person(4));
        var second = (await Bench.RunAsync())!;

        await AfterAsync(days: 2);

        (await Bench.EntriesAsync(first)).Should().BeEmpty();
        (await Bench.EntriesAsync(second)).Should().HaveCount(2);
        (await Bench.RunsAsync()).Should().HaveCount(2);
        await AfterAsync(days: 310);
        (await Bench.RunsAsync()).Select(run => run.Id).Should().Equal(second.Id);
        (await Bench.RosterAsync()).Should().HaveCount(4, "the roster is no part of the log");
    }

    [Fact]
    public async Task The_newest_run_and_the_newest_success_stay_however_old_they_are()
    {
        await Bench.SyncedAsync(people: 3);
        var success = (await Bench.RunAsync())!;
        Bench.Provider.Failure = SyncBench.Failed(FailureKind.Unreachable);
        await Bench.RunAsync();
        await Bench.RunAsync();
        var last = (await Bench.RunAsync())!;

        await AfterAsync(days: 1000);

        (await Bench.RunsAsync()).Select(run => run.Id).Should().Equal(success.Id, last.Id);
    }

    [Fact]
    public async Task It_holds_nothing_up_between_its_batches()
    {
        await Bench.SyncedAsync(people: 3);
        var old = (await Bench.RunsAsync()).Single();
        await using (var db = await Bench.Portal.Contexts.CreateDbContextAsync(Stop))
        {
            db.AddRange(Enumerable.Range(0, 2500).Select(_ => new SyncEntry { RunId = old.Id, At = old.StartedAt, Kind = SyncEntryKind.Note, Code = SyncEntryCode.Missing }));
            await db.SaveChangesAsync(Stop);
        }

        Bench.Portal.Time.Advance(TimeSpan.FromDays(91));
        var time = new PausingTime(Bench.Portal.Time.GetUtcNow());
        var trimming = new SyncTrimmer(Bench.Portal.Contexts, SyncRetention.Default, time).TrimAsync(Stop);
        await time.Paused.WaitAsync(TimeSpan.FromSeconds(30), Stop);

        (await Bench.EntriesAsync(old)).Should().HaveCount(1504, "one batch is small");
        Bench.Provider.People.Add(SyncBench.Person(4));
        (await Bench.RunAsync())!.Outcome.Should().Be(SyncOutcome.Changed);
        trimming.IsCompleted.Should().BeFalse();
        while (!trimming.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await trimming).Should().Be(2504);
    }

    private async Task AfterAsync(int days)
    {
        Bench.Portal.Time.Advance(TimeSpan.FromDays(days));
        await new SyncTrimmer(Bench.Portal.Contexts, SyncRetention.Default, Bench.Portal.Time).TrimAsync(Stop);
    }

    /// <summary>Tells when somebody begins to wait.</summary>
    private sealed class PausingTime(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private readonly TaskCompletionSource _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Paused => _paused.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _paused.TrySetResult();
            return timer;
        }
    }
}

public sealed class SyncTrimmerOnSqliteTests() : SyncTrimmerTests<SqliteDatabase>(new SqliteDatabase());
