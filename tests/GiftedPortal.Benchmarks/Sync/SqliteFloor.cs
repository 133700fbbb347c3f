using Microsoft.Data.Sqlite;

namespace GiftedPortal.Benchmarks.Sync;

/// <summary>The floor of a first sync on SQLite: one prepared statement for each person of the pass, in one transaction, into the portal's own table.</summary>
internal static class SqliteFloor
{
    public static async Task InsertAsync(string connectionString, Guid connectionId, Stream body, int expected)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO \"Employees\" ({FloorRow.Columns}) VALUES ({string.Join(", ", FloorRow.Names.Select(name => $"${name}"))})";
        var parameters = FloorRow.Names.Select(name => insert.Parameters.Add(new SqliteParameter($"${name}", null))).ToArray();
        insert.Prepare();
        var row = new FloorRow(connectionId);
        var pass = new BodyPass((id, texts) =>
        {
            row.Fill(id, texts, parameters);
            insert.ExecuteNonQuery();
        });
        await pass.ReadAsync(body);
        await transaction.CommitAsync();
        if (pass.People != expected)
            throw new InvalidOperationException($"{pass.People} of {expected} people were read.");
    }
}
