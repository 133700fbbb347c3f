using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary>
/// Everybody of a connection that has nobody yet: straight into the roster and its log, in the transaction that ends the run. Nobody sees them before, nothing is compared or written
/// twice, and the brake has nobody to count. While the server writes some, the next ones are read from the provider.
/// </summary>
internal sealed class PostgresFirstRoster(PortalDbContext db, SyncRun run, TimeProvider time) : RosterStaging(db, run)
{
    // some are filled while others are written
    private (PostgresRows People, PostgresRows Entries) _filling = Empty(run, time);
    private (PostgresRows People, PostgresRows Entries) _written = Empty(run, time);
    private Task _writing = Task.CompletedTask;

    /// <summary>The roster is empty.</summary>
    public static async Task<bool> ServesAsync(PortalDbContext db, SyncRun run, CancellationToken cancellationToken) =>
        !await db.Set<Employee>().AnyAsync(one => one.ConnectionId == run.ConnectionId, cancellationToken);

    /// <inheritdoc/>
    public override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (IsBegun)
        {
            await PassOnAsync(cancellationToken);
            await _writing;
        }
    }

    /// <inheritdoc/>
    public override Task ApplyAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.CompletedTask; // all of it waits in this transaction

    /// <inheritdoc/>
    public override Task HoldAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody of an empty roster is in danger.");

    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        await Db.Database.BeginTransactionAsync(cancellationToken);
        // a node that loses its power lets go of these people before its run counts as given up and the next run writes them; by itself the server would wait for two hours.
        // And the transaction may be idle as long as the provider takes, whatever the server allows to others; versions before 17 know one of the two limits
        await ExecuteAsync(
            """
            SET LOCAL tcp_keepalives_idle = 20; SET LOCAL tcp_keepalives_interval = 10; SET LOCAL tcp_keepalives_count = 2;
            SELECT set_config(name, '0', true) FROM pg_settings WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout')
            """,
            [], cancellationToken);
    }

    protected override async ValueTask WriteAsync(StagedPerson person, CancellationToken cancellationToken)
    {
        _filling.People.Add(person);
        _filling.Entries.Add(person);
        if (_filling.People.IsFull)
        {
            await PassOnAsync(cancellationToken);
        }
    }

    // whatever it failed with was told to whoever waited for it; else the run ended for another reason
    protected override async Task AbandonAsync() => await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    protected override object ValueOf(DateTimeOffset moment) => moment;

    private async Task PassOnAsync(CancellationToken cancellationToken)
    {
        await _writing;
        (_filling, _written) = (_written, _filling);
        _writing = Task.Run(() => CopyAsync(cancellationToken), cancellationToken);
    }

    private async Task CopyAsync(CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)Db.Database.GetDbConnection();
        await _written.People.CopyAsync(connection, cancellationToken);
        await _written.Entries.CopyAsync(connection, cancellationToken);
    }

    private static (PostgresRows People, PostgresRows Entries) Empty(SyncRun run, TimeProvider time) =>
    (
        new("\"Employees\"",
        [
            new(nameof(Employee.ConnectionId), _ => run.ConnectionId),
            new(nameof(Employee.LastRunId), _ => run.Id),
            .. StagedColumn.OfEmployee,
        ]),
        new("\"SyncEntries\"",
        [
            new(nameof(SyncEntry.RunId), _ => run.Id),
            new(nameof(SyncEntry.At), _ => time.GetUtcNow()),
            new(nameof(SyncEntry.PersonId), person => person.Row.PersonId),
            .. StagedColumn.OfEntry,
        ])
    );
}
