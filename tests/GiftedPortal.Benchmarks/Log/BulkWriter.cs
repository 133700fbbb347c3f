using GiftedPortal.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace GiftedPortal.Benchmarks.Log;

/// <summary>Writes millions of rows: one prepared statement in one transaction on SQLite, COPY on PostgreSQL. Columns and their values come from the model.</summary>
internal static class BulkWriter
{
    public static async Task WriteAsync<T>(PortalDbContext db, IEnumerable<T> rows) where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().Select(property => new Column(property)).ToArray();
        var target = $"\"{type.GetTableName()}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))})";
        await db.Database.OpenConnectionAsync();
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await CopyAsync(postgres, target, columns, rows);
        }
        else
        {
            Insert((SqliteConnection)db.Database.GetDbConnection(), target, columns, rows);
        }
    }

    private static void Insert<T>(SqliteConnection connection, string target, Column[] columns, IEnumerable<T> rows) where T : class
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {target} VALUES ({string.Join(", ", columns.Select((_, number) => $"@p{number}"))})";
        foreach (var (_, number) in columns.Select((column, number) => (column, number)))
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"p{number}" });
        }

        command.Prepare();
        foreach (var row in rows)
        {
            for (var number = 0; number < columns.Length; number++)
            {
                command.Parameters[number].Value = columns[number].ValueOf(row) ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, string target, Column[] columns, IEnumerable<T> rows) where T : class
    {
        await using var writer = await connection.BeginBinaryImportAsync($"COPY {target} FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await writer.StartRowAsync();
            foreach (var column in columns)
            {
                if (column.ValueOf(row) is { } value)
                    await writer.WriteAsync(value);
                else
                    await writer.WriteNullAsync();
            }
        }

        await writer.CompleteAsync();
    }

    private sealed class Column(IProperty property)
    {
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;
        private readonly IClrPropertyGetter _getter = property.GetGetter();

        public string Name { get; } = property.GetColumnName();

        public object? ValueOf(object row) => _convert is null ? _getter.GetClrValue(row) : _convert(_getter.GetClrValue(row));
    }
}
