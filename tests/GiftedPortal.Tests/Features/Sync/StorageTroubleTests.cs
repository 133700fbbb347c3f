using System.Data.Common;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.Extensions.Logging;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>A database that fails in the middle of a run: the log says what was the matter, the roster is as before, and the next run succeeds.</summary>
public abstract class StorageTroubleTests<TDatabase> : IClassFixture<TDatabase>, IAsyncLifetime
    where TDatabase : class, ITestDatabase
{
    private const int People = 40;
    private const string Full = "the disk of the database is full";
    private const string Locked = "the database was locked by somebody else for too long";

    private readonly TroubledDatabase _database;
    private readonly RunLog _log = new();
    private readonly SyncBench _bench;

    protected SyncBench Bench => _bench;

    protected StorageTroubleTests(TDatabase database)
    {
        _database = TroubledDatabase.Over(database.Options);
        _bench = new SyncBench(_database.Contexts, new LoggerFactory([_log]));
    }

    public async ValueTask InitializeAsync() => await _bench.SyncedAsync(People);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_disk_that_is_full_when_the_roster_is_written_changes_nobody()
    {
        var before = await _bench.RosterAsync();
        ComeMore();
        await _database.FillAsync();

        await FailsAsync();

        await ShouldHaveFailedAsync(before, Full);
        await _database.FreeAsync();
        await ShouldSucceedAsync(added: 5000);
    }

    [Fact]
    public async Task A_disk_that_is_full_at_the_first_run_leaves_nobody()
    {
        var first = new SyncBench(_database.Contexts);
        await first.ApproveAsync();
        first.Provider.People.AddRange(Enumerable.Range(1, 5000).Select(SyncBench.Person));
        await _database.FillAsync();

        await first.Awaiting(bench => bench.RunAsync()).Should().ThrowAsync<Exception>();

        (await first.RunsAsync()).Should().ContainSingle().Which.Outcome.Should().Be(SyncOutcome.PortalFailed);
        (await first.RosterAsync()).Should().BeEmpty();
        await _database.FreeAsync();
        (await first.RunAsync())!.Should().BeEquivalentTo(new { Outcome = SyncOutcome.FirstRoster, Added = 5000 });
    }

    [Fact]
    public async Task A_database_that_stays_locked_when_the_roster_is_written_changes_nobody()
    {
        var before = await _bench.RosterAsync();
        _bench.Provider.People.Add(SyncBench.Person(People + 1));
        _bench.Provider.AfterPeople = _ => _database.LockAsync();
        // the run has given up waiting; what ended it can be written
        _log.On("Failed", () => _database.UnlockAsync().Wait());

        await FailsAsync();

        await ShouldHaveFailedAsync(before, Locked);
        await ShouldSucceedAsync(added: 1);
    }

    [Fact]
    public async Task A_database_that_is_locked_for_a_while_is_waited_for()
    {
        _database.IsPatient = true;
        _bench.Provider.People.Add(SyncBench.Person(People + 1));
        var locked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Provider.AfterPeople = async _ =>
        {
            await _database.LockAsync();
            locked.SetResult();
        };

        var run = Task.Run(() => _bench.RunAsync());
        await locked.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await _database.UnlockAsync();

        (await run)!.Outcome.Should().Be(SyncOutcome.Changed);
    }

    [Fact]
    public async Task A_run_that_cannot_say_that_it_is_alive_goes_on()
    {
        _bench.Provider.People.Add(SyncBench.Person(People + 1));
        var missed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _log.On("MissedBeat", missed.SetResult);
        _bench.Provider.AfterPeople = async _ =>
        {
            await _database.LockAsync();
            _bench.Portal.Time.Advance(SyncNode.Beat);
            await missed.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
            await _database.UnlockAsync();
        };

        (await _bench.RunAsync())!.Outcome.Should().Be(SyncOutcome.Changed);
    }

    [Fact]
    public async Task An_end_that_a_locked_database_does_not_take_is_written_when_it_is_unlocked()
    {
        var before = await _bench.RosterAsync();
        _bench.Provider.People.Add(SyncBench.Person(People + 1));
        _bench.Provider.AfterPeople = _ => _database.LockAsync();

        await FailsAsync();

        await _database.UnlockAsync();
        (await _bench.RunsAsync())[^1].Status.Should().Be(SyncRunStatus.Running);
        using var writer = new UnwrittenEndsWriter(_bench.Lifecycle, _bench.Portal.Time);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _log.On("Written", written.SetResult);
        await writer.StartAsync(Stop);
        _bench.Portal.Time.Advance(SyncNode.Beat);
        await written.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        await writer.StopAsync(Stop);
        await ShouldHaveFailedAsync(before, Locked, Late(Locked));
        await ShouldSucceedAsync(added: 1);
    }

    [Fact]
    public async Task An_end_that_a_full_disk_does_not_take_is_written_when_there_is_room()
    {
        var before = await _bench.RosterAsync();
        ComeMore();
        // each of them a line of the log, so that the end needs room too
        _bench.Provider.People.AddRange(Enumerable.Range(1, 1000).Select(_ => SyncBench.Person(1) with { Id = "" }));
        await _database.FillAsync();

        await FailsAsync();
        await _bench.Lifecycle.WriteEndsAsync(Stop);

        (await _bench.RunsAsync())[^1].Status.Should().Be(SyncRunStatus.Running, "there is no room yet");
        await _database.FreeAsync();
        await _bench.Lifecycle.WriteEndsAsync(Stop);
        await ShouldHaveFailedAsync(before, Full, Late(Full));
        await ShouldSucceedAsync(added: 5000);
    }

    [Fact]
    public async Task The_next_run_does_not_wait_for_an_end_that_can_be_written_by_now()
    {
        _bench.Provider.Failure = SyncBench.Failed(FailureKind.Unreachable);
        _bench.Provider.AfterPeople = _ => _database.LockAsync();
        await FailsAsync();
        await _database.UnlockAsync();
        _bench.Provider.Failure = null;

        await ShouldSucceedAsync(added: 0);

        var failed = (await _bench.RunsAsync())[^2];
        failed.Should().BeEquivalentTo(new { Status = SyncRunStatus.Failed, Outcome = SyncOutcome.Unreachable, FailureKind = FailureKind.Unreachable });
        (await ErrorsAsync(failed)).Should().Equal("POST /people/search: as the test says", Late(Locked));
    }

    [Fact]
    public async Task A_run_that_others_gave_up_meanwhile_says_why_all_the_same()
    {
        // a line about somebody: they may have been erased since
        _bench.Provider.People.Add(SyncBench.Person(1));
        _bench.Provider.AfterPeople = _ => _database.LockAsync();
        await FailsAsync();
        await _database.UnlockAsync();
        (await _bench.Elsewhere().GiveUpOrphansAsync(Stop)).Should().Contain(_bench.Connection);

        await _bench.Lifecycle.WriteEndsAsync(Stop);
        await _bench.Lifecycle.WriteEndsAsync(Stop);

        var run = (await _bench.RunsAsync())[^1];
        run.Outcome.Should().Be(SyncOutcome.ProcessEnded);
        (await _bench.EntriesAsync(run)).Select(entry => (entry.Kind, entry.Detail)).Should().Equal((SyncEntryKind.Call, null), (SyncEntryKind.Error, Locked), (SyncEntryKind.Error, Late(Locked)));
        await ShouldSucceedAsync(added: 0);
    }

    private static string Late(string why) => $"The end of the run could not be written at once: {why}.";

    // many more people than what is left of the disk
    private void ComeMore() => _bench.Provider.People.AddRange(Enumerable.Range(People + 1, 5000).Select(SyncBench.Person));

    protected async Task FailsAsync()
    {
        var error = (await _bench.Awaiting(bench => bench.RunAsync()).Should().ThrowAsync<Exception>()).Which;
        for (var cause = error; cause is not DbException; cause = cause.InnerException)
        {
            cause.InnerException.Should().NotBeNull("the database is the cause, of {0}", error);
        }
    }

    private async Task<IEnumerable<string?>> ErrorsAsync(SyncRun run) =>
        (await _bench.EntriesAsync(run)).Where(entry => entry.Kind == SyncEntryKind.Error).Select(entry => entry.Detail);

    protected async Task ShouldHaveFailedAsync(IReadOnlyDictionary<string, Employee> before, params string[] why)
    {
        var run = (await _bench.RunsAsync())[^1];
        run.Outcome.Should().Be(SyncOutcome.PortalFailed);
        (await ErrorsAsync(run)).Should().Equal(why);
        (await _bench.RosterAsync()).Should().BeEquivalentTo(before);
    }

    protected async Task ShouldSucceedAsync(int added)
    {
        _bench.Provider.AfterPeople = _ => Task.CompletedTask;
        (await _bench.RunAsync())!.Should().BeEquivalentTo(new { Status = SyncRunStatus.Succeeded, Added = added });
    }

    /// <summary>Hears what is logged, by name.</summary>
    private sealed class RunLog : ILoggerProvider, ILogger
    {
        private readonly Dictionary<string, Action> _heard = [];

        public void On(string name, Action heard) => _heard[name] = heard;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (_heard.Remove(eventId.Name ?? "", out var heard))
            {
                heard();
            }
        }

        public void Dispose()
        {
        }
    }
}

public sealed class StorageTroubleOnSqliteTests(SqliteDatabase database) : StorageTroubleTests<SqliteDatabase>(database);
