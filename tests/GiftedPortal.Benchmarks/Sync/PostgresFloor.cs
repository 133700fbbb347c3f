using Npgsql;
using NpgsqlTypes;

namespace GiftedPortal.Benchmarks.Sync;

/// <summary>The floor of a first sync on PostgreSQL: one binary <c>COPY</c> of each person of the pass, into the portal's own table.</summary>
internal static class PostgresFloor
{
    public static async Task CopyAsync(string connectionString, Guid connectionId, Stream body, int expected)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY \"Employees\" ({FloorRow.Columns}) FROM STDIN (FORMAT BINARY)");
        copy.Timeout = TimeSpan.Zero;
        var row = new FloorRow(connectionId);
        var pass = new BodyPass((id, texts) => row.Write(id, texts, copy));
        await pass.ReadAsync(body);
        await copy.CompleteAsync();
        if (pass.People != expected)
            throw new InvalidOperationException($"{pass.People} of {expected} people were read.");
    }

    private static void Write(this FloorRow row, string id, List<string> texts, NpgsqlBinaryImporter copy)
    {
        copy.StartRow();
        copy.Write(row.ConnectionId, NpgsqlDbType.Uuid);
        copy.Write(id, NpgsqlDbType.Text);
        copy.Write(1, NpgsqlDbType.Integer);
        copy.Write(0, NpgsqlDbType.Integer);
        copy.Write(row.Now, NpgsqlDbType.TimestampTz);
        copy.Write(row.Run, NpgsqlDbType.Uuid);
        copy.Write(row.Run, NpgsqlDbType.Uuid);
        for (var text = 0; text < FloorRow.TextCount; text++)
            if (text < texts.Count)
                copy.Write(texts[text], NpgsqlDbType.Text);
            else
                copy.WriteNull();
    }
}
