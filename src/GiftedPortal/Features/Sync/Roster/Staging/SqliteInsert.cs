using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary>A prepared statement without the objects that ADO.NET makes for every parameter and every execution: three times as fast. Writes values as EF does.</summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[1024];

    public SqliteInsert(sqlite3 database, string sql)
    {
        _database = database;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out _statement), database);
    }

    public void Bind(int parameter, object? value) => SqliteException.ThrowExceptionForRC(
        value switch
        {
            null => raw.sqlite3_bind_null(_statement, parameter),
            string text => BindText(parameter, text),
            int number => raw.sqlite3_bind_int(_statement, parameter, number),
            long number => raw.sqlite3_bind_int64(_statement, parameter, number),
            byte[] bytes => raw.sqlite3_bind_blob(_statement, parameter, bytes),
            Guid id => BindText(parameter, id.ToString().ToUpperInvariant()),
            DateOnly day => BindText(parameter, day.ToString("yyyy'-'MM'-'dd", CultureInfo.InvariantCulture)),
            _ => throw new NotSupportedException($"SQLite keeps no {value.GetType()}."),
        },
        _database);

    public void Execute()
    {
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        SqliteException.ThrowExceptionForRC(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result, _database);
    }

    public void Dispose() => _statement.Dispose();

    private int BindText(int parameter, string text)
    {
        if (_text.Length < Encoding.UTF8.GetMaxByteCount(text.Length))
        {
            _text = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        }

        return raw.sqlite3_bind_text(_statement, parameter, _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text)));
    }
}
