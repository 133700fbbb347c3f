using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Tests.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>A database that fails in the middle of a run: the log says what was the matter, the roster is as before, and the next run succeeds.</summary>
public sealed class StorageTroubleTests : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private const int People = 40;

    private readonly SqliteDatabase _database;
    private readonly Storage _storage;
    private readonly FailureWatch _watch = new();
    private readonly SyncBench _bench;

    public StorageTroubleTests(SqliteDatabase database)
    {
        _database = database;
        _storage = new Storage(database.Contexts);
        _bench = new SyncBench(_storage, new LoggerFactory([_watch]));
    }

    public async ValueTask InitializeAsync() => await _bench.SyncedAsync(People);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_disk_that_is_full_when_the_roster_is_written_changes_nobody()
    {
        var before = await _bench.RosterAsync();
        // many more people than what is left of the disk
        _bench.Provider.People.AddRange(Enumerable.Range(People + 1, 5000).Select(SyncBench.Person));
        _storage.Pages = await PagesAsync() + 20;

        await FluentActions.Awaiting(() => _bench.RunAsync()).Should().ThrowAsync<SqliteException>();

        await ShouldHaveFailedAsync("the disk of the database is full", before);
        _storage.Pages = null;
        await ShouldSucceedAsync(added: 5000);
    }

    [Fact]
    public async Task A_database_that_stays_locked_when_the_roster_is_written_changes_nobody()
    {
        var before = await _bench.RosterAsync();
        _bench.Provider.People.Add(SyncBench.Person(People + 1));
        await using var other = new SqliteConnection(_database.ConnectionString);
        await other.OpenAsync(Stop);
        SqliteTransaction? held = null;
        _bench.Provider.AfterPeople = _ =>
        {
            // BEGIN IMMEDIATE
            held = other.BeginTransaction(deferred: false);
            return Task.CompletedTask;
        };
        // the run has given up waiting; what ended it can be written
        _watch.Failed = () => held!.Rollback();

        await FluentActions.Awaiting(() => _bench.RunAsync()).Should().ThrowAsync<SqliteException>();

        await ShouldHaveFailedAsync("the database was locked by somebody else for too long", before);
        await ShouldSucceedAsync(added: 1);
    }

    [Fact]
    public async Task A_database_that_is_locked_for_a_while_is_waited_for()
    {
        _storage.Patience = 30; // seconds, as everywhere
        _bench.Provider.People.Add(SyncBench.Person(People + 1));
        await using var other = new SqliteConnection(_database.ConnectionString);
        await other.OpenAsync(Stop);
        var locked = new TaskCompletionSource<SqliteTransaction>(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Provider.AfterPeople = _ =>
        {
            locked.SetResult(other.BeginTransaction(deferred: false));
            return Task.CompletedTask;
        };

        var run = Task.Run(() => _bench.RunAsync());
        await (await locked.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop)).RollbackAsync(Stop);

        (await run)!.Outcome.Should().Be(SyncOutcome.Changed);
    }

    private async Task ShouldHaveFailedAsync(string why, IReadOnlyDictionary<string, GiftedPortal.Features.Sync.Roster.Employee> before)
    {
        var run = (await _bench.RunsAsync())[^1];
        run.Outcome.Should().Be(SyncOutcome.PortalFailed);
        (await _bench.EntriesAsync(run)).Should().ContainSingle(entry => entry.Kind == SyncEntryKind.Error).Which.Detail.Should().Be(why);
        (await _bench.RosterAsync()).Should().BeEquivalentTo(before);
    }

    private async Task ShouldSucceedAsync(int added)
    {
        _bench.Provider.AfterPeople = _ => Task.CompletedTask;
        (await _bench.RunAsync())!.Should().BeEquivalentTo(new { Outcome = SyncOutcome.Changed, Added = added });
    }

    private async Task<int> PagesAsync()
    {
        await using var db = await _database.Contexts.CreateDbContextAsync(Stop);
        return await db.Database.SqlQueryRaw<int>("SELECT page_count AS \"Value\" FROM pragma_page_count").SingleAsync(Stop);
    }

    /// <summary>Opens the database with little patience, and on a disk of a size.</summary>
    private sealed class Storage(IDbContextFactory<PortalDbContext> inner) : IDbContextFactory<PortalDbContext>
    {
        private const int Unlimited = 1_073_741_823;

        public int Patience { get; set; } = 1;

        public int? Pages { get; set; }

        public PortalDbContext CreateDbContext()
        {
            var db = inner.CreateDbContext();
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            connection.DefaultTimeout = Patience;
            connection.StateChange += (_, change) =>
            {
                if (change.CurrentState is System.Data.ConnectionState.Open)
                {
                    Limit(connection);
                }
            };
            return db;
        }

        private void Limit(SqliteConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {Pages ?? Unlimited}";
            command.ExecuteNonQuery();
        }
    }

    private sealed class FailureWatch : ILoggerProvider, ILogger
    {
        public Action Failed { get; set; } = () => { };

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel is LogLevel.Error)
            {
                Failed();
            }
        }

        public void Dispose()
        {
        }
    }
}
