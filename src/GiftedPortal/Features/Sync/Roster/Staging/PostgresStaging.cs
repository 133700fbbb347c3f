using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary><c>COPY</c> into a temporary table, which no other session sees and nobody waits for.</summary>
internal sealed class PostgresStaging(PortalDbContext db, SyncRun run) : RosterStaging(db, run)
{
    private static readonly NpgsqlDbType[] Types = [.. StagedColumn.All.Select(column => TypeOf(column.Type))];

    private NpgsqlBinaryImporter? _copy;

    protected override string BytesType => "bytea";

    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        _copy = await ((NpgsqlConnection)Db.Database.GetDbConnection()).BeginBinaryImportAsync($"COPY {Target} FROM STDIN (FORMAT BINARY)", cancellationToken);
        // as long as the provider takes
        _copy.Timeout = TimeSpan.Zero;
    }

    protected override void Write(StagedPerson person)
    {
        _copy!.StartRow();
        for (var column = 0; column < Types.Length; column++)
        {
            switch (StagedColumn.All[column].Read(person))
            {
                case null:
                    _copy.WriteNull();
                    break;
                case string text:
                    _copy.Write(text, Types[column]);
                    break;
                case int number:
                    _copy.Write(number, Types[column]);
                    break;
                case var value:
                    _copy.Write(value, Types[column]);
                    break;
            }
        }
    }

    protected override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _copy!.CompleteAsync(cancellationToken);
        await AbandonAsync();
    }

    protected override async Task AbandonAsync()
    {
        if (_copy is not null)
        {
            await _copy.DisposeAsync();
            _copy = null;
        }
    }

    protected override object ValueOf(DateTimeOffset moment) => moment;

    private static NpgsqlDbType TypeOf(Type type) =>
        type == typeof(Guid) ? NpgsqlDbType.Uuid
        : type == typeof(string) ? NpgsqlDbType.Text
        : type == typeof(int) ? NpgsqlDbType.Integer
        : type == typeof(DateOnly) ? NpgsqlDbType.Date
        : type == typeof(DateTimeOffset) ? NpgsqlDbType.TimestampTz
        : type == typeof(byte[]) ? NpgsqlDbType.Bytea
        : throw new NotSupportedException($"The roster has no column of type {type}.");
}
