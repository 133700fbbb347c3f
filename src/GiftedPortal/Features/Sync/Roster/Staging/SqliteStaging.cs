using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary>
/// One prepared statement into a temporary table. SQLite keeps such tables in a file of their own that only this connection sees, so the database is not locked
/// for writing while the provider takes its time.
/// </summary>
internal sealed class SqliteStaging(PortalDbContext db, SyncRun run) : TemporaryStaging(db, run)
{
    private SqliteTransaction? _transaction;
    private SqliteInsert? _insert;

    protected override string BytesType => "BLOB";

    protected override Task BeginWritingAsync(CancellationToken cancellationToken)
    {
        var connection = (SqliteConnection)Db.Database.GetDbConnection();
        // deferred: it takes no lock on the database, as nothing in it is touched
        _transaction = connection.BeginTransaction(deferred: true);
        _insert = new SqliteInsert(connection.Handle!, $"INSERT INTO {Table} ({StagedColumn.NamesOf(StagedColumn.All)}) VALUES ({string.Join(", ", StagedColumn.All.Select(_ => "?"))})");
        return Task.CompletedTask;
    }

    protected override ValueTask WriteAsync(StagedPerson person, CancellationToken cancellationToken)
    {
        for (var column = 0; column < StagedColumn.All.Count; column++)
        {
            var value = StagedColumn.All[column].Read(person);
            _insert!.Bind(column + 1, value is DateTimeOffset moment ? ValueOf(moment) : value);
        }

        _insert!.Execute();
        return ValueTask.CompletedTask;
    }

    protected override async Task FlushAsync(CancellationToken cancellationToken)
    {
        _insert!.Dispose();
        await _transaction!.CommitAsync(cancellationToken);
        await EndWritingAsync();
    }

    protected override async Task EndWritingAsync()
    {
        _insert?.Dispose();
        await (_transaction?.DisposeAsync() ?? ValueTask.CompletedTask);
        _transaction = null;
    }

    protected override object ValueOf(DateTimeOffset moment) => moment.UtcTicks;
}
