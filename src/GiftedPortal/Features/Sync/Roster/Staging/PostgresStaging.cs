using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary><c>COPY</c> into a temporary table, which no other session sees and nobody waits for.</summary>
internal sealed class PostgresStaging(PortalDbContext db, SyncRun run) : TemporaryStaging(db, run)
{
    private PostgresCopy? _copy;

    protected override string BytesType => "bytea";

    protected override async Task BeginWritingAsync(CancellationToken cancellationToken)
    {
        // one statement, which takes as long as the provider does, whatever the server allows to others; until the connection goes back to its pool
        await ExecuteAsync("SELECT set_config(name, '0', false) FROM pg_settings WHERE name IN ('statement_timeout', 'transaction_timeout')", [], cancellationToken);
        _copy = await PostgresCopy.BeginAsync((NpgsqlConnection)Db.Database.GetDbConnection(), Table, StagedColumn.All, cancellationToken);
    }

    protected override ValueTask WriteAsync(StagedPerson person, CancellationToken cancellationToken)
    {
        _copy!.Write(person);
        return ValueTask.CompletedTask;
    }

    protected override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _copy!.CompleteAsync(cancellationToken);
        await EndWritingAsync();
    }

    protected override async Task EndWritingAsync()
    {
        await (_copy?.DisposeAsync() ?? ValueTask.CompletedTask);
        _copy = null;
    }

    protected override object ValueOf(DateTimeOffset moment) => moment;
}
