using GiftedPortal.EndToEndTests.Testing;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Tests.Features.Sync;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GiftedPortal.EndToEndTests;

/// <summary>What an operator of PostgreSQL allows to sessions does not end a run while the provider takes its time.</summary>
public sealed class ServerTimeoutTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int People = 20_000; // more than are written at once
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly SyncBench _bench = new(database.Contexts);

    [Fact]
    public async Task A_first_roster_waits_for_the_provider_for_longer_than_a_transaction_may_be_idle()
    {
        await _bench.ApproveAsync();
        // some are on their way to the server, the others wait for the last person
        _bench.Provider.People.AddRange(Enumerable.Range(1, People).Select(SyncBench.Person));
        ReadsUnder("idle_in_transaction_session_timeout", async () =>
        {
            await UntilAsync("state = 'idle in transaction' AND query LIKE 'COPY \"SyncEntries\"%'");
            await using var witness = await OpenAsync();
            await ExecuteAsync(witness, "BEGIN");
            // idle since later than the run
            await witness.Awaiting(one => one.WaitAsync(Stop)).Should().ThrowAsync<NpgsqlException>();
        });

        (await _bench.RunAsync())!.Should().BeEquivalentTo(new { Outcome = SyncOutcome.FirstRoster, Added = People });
        (await _bench.RosterAsync()).Should().HaveCount(People);
    }

    [Fact]
    public async Task Differences_wait_for_the_provider_for_longer_than_a_statement_may_take()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.People.AddRange(Enumerable.Range(4, People).Select(SyncBench.Person));
        ReadsUnder("statement_timeout", async () =>
        {
            await UntilAsync("query LIKE 'COPY%'");
            await using var witness = await OpenAsync();
            await this.Awaiting(_ => ExecuteAsync(witness, $"SELECT pg_sleep({Patience.TotalSeconds})")).Should().ThrowAsync<PostgresException>();
        });

        (await _bench.RunAsync())!.Should().BeEquivalentTo(new { Outcome = SyncOutcome.Changed, Added = People });
        (await _bench.RosterAsync()).Should().HaveCount(3 + People);
    }

    /// <summary>The server has a limit while people are read, and only then: what else the run does may take its time on a slow machine.</summary>
    private void ReadsUnder(string limit, Func<Task> wait)
    {
        _bench.Provider.BeforePeople = (_, _) => LimitAsync($"SET {limit} = 1000");
        _bench.Provider.AfterPeople = async _ =>
        {
            await wait();
            await LimitAsync($"RESET {limit}");
        };
    }

    private async Task LimitAsync(string change)
    {
        await using var connection = await OpenAsync();
        await ExecuteAsync(connection, $"ALTER DATABASE {connection.Database} {change}");
        // sessions that are open already do not hear of it
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);
        NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());
    }

    private async Task UntilAsync(string session)
    {
        await using var connection = await OpenAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND {session}", connection);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await command.ExecuteScalarAsync(patience.Token) is not 1L)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Options.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Stop);
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
