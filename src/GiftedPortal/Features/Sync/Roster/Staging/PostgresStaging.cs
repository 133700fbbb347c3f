using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary><c>COPY</c> into a temporary table, which no other session sees and nobody waits for.</summary>
internal sealed class PostgresStaging(PortalDbContext db, SyncRun run) : TemporaryStaging(db, run)
{
    private readonly PostgresRows _rows = new(Table, StagedColumn.All);

    protected override string BytesType => "bytea";

    protected override Task BeginWritingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async ValueTask WriteAsync(StagedPerson person, CancellationToken cancellationToken)
    {
        _rows.Add(person);
        if (_rows.IsFull)
        {
            await FlushAsync(cancellationToken);
        }
    }

    protected override Task FlushAsync(CancellationToken cancellationToken) => _rows.CopyAsync((NpgsqlConnection)Db.Database.GetDbConnection(), cancellationToken);

    protected override Task EndWritingAsync() => Task.CompletedTask;

    protected override object ValueOf(DateTimeOffset moment) => moment;
}
