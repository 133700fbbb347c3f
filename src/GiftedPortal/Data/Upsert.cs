using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Data;

/// <summary>Writes a row, whether it is there already or not: of two who write it at once the later one wins, and neither is an error.</summary>
internal static class Upsert
{
    /// <summary>Inserts the row, or overwrites the one with its key; at once, not with the next save.</summary>
    public static Task UpsertAsync<T>(this PortalDbContext db, T row, CancellationToken cancellationToken) where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().Select(property => (Name: $"\"{property.GetColumnName()}\"", property)).ToList();
        var values = columns.Select(column => column.property.GetTypeMapping().Converter is { } converter
            ? converter.ConvertToProvider(column.property.GetGetter().GetClrValue(row))
            : column.property.GetGetter().GetClrValue(row));
        // SQLite took this clause over from PostgreSQL. Only names of the model are put into the text
        var sql = $"""
            INSERT INTO "{type.GetTableName()}" ({Join(columns.Select(column => column.Name))})
            VALUES ({Join(columns.Select((_, index) => $"{{{index}}}"))})
            ON CONFLICT ({Join(columns.Where(column => column.property.IsPrimaryKey()).Select(column => column.Name))})
            DO UPDATE SET {Join(columns.Where(column => !column.property.IsPrimaryKey()).Select(column => $"{column.Name} = excluded.{column.Name}"))}
            """;
        return db.Database.ExecuteSqlRawAsync(sql, values!, cancellationToken);
    }

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts);
}
