using Npgsql;
using NpgsqlTypes;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary>People on their way into a table by binary <c>COPY</c>, which the server writes while the next ones are read from the provider.</summary>
internal sealed class PostgresCopy : IAsyncDisposable
{
    private readonly NpgsqlBinaryImporter _importer;
    private readonly (StagedColumn Column, NpgsqlDbType Type)[] _columns;

    private PostgresCopy(NpgsqlBinaryImporter importer, IEnumerable<StagedColumn> columns) =>
        (_importer, _columns) = (importer, [.. columns.Select(column => (column, TypeOf(column.Type)))]);

    public static async Task<PostgresCopy> BeginAsync(NpgsqlConnection connection, string table, IReadOnlyList<StagedColumn> columns, CancellationToken cancellationToken)
    {
        var importer = await connection.BeginBinaryImportAsync($"COPY {table} ({StagedColumn.NamesOf(columns)}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        // as long as the provider takes
        importer.Timeout = TimeSpan.Zero;
        return new PostgresCopy(importer, columns);
    }

    public void Write(StagedPerson person)
    {
        _importer.StartRow();
        foreach (var (column, type) in _columns)
        {
            switch (column.Read(person))
            {
                case null:
                    _importer.WriteNull();
                    break;
                case string text:
                    _importer.Write(text, type);
                    break;
                case int number:
                    _importer.Write(number, type);
                    break;
                case Guid id:
                    _importer.Write(id, type);
                    break;
                case DateOnly day:
                    _importer.Write(day, type);
                    break;
                case DateTimeOffset moment:
                    _importer.Write(moment, type);
                    break;
                case byte[] bytes:
                    _importer.Write(bytes, type);
                    break;
                case var value:
                    throw new NotSupportedException($"The roster has no column of type {value.GetType()}.");
            }
        }
    }

    /// <summary>Nobody follows: everybody is in the table.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken) => await _importer.CompleteAsync(cancellationToken);

    /// <summary>Ends it; without <see cref="CompleteAsync"/> nobody is in the table.</summary>
    public ValueTask DisposeAsync() => _importer.DisposeAsync();

    private static NpgsqlDbType TypeOf(Type type) =>
        type == typeof(Guid) ? NpgsqlDbType.Uuid
        : type == typeof(string) ? NpgsqlDbType.Text
        : type == typeof(int) ? NpgsqlDbType.Integer
        : type == typeof(DateOnly) ? NpgsqlDbType.Date
        : type == typeof(DateTimeOffset) ? NpgsqlDbType.TimestampTz
        : type == typeof(byte[]) ? NpgsqlDbType.Bytea
        : throw new NotSupportedException($"The roster has no column of type {type}.");
}
