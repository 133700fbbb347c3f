using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GiftedPortal.Benchmarks.Log;

/// <summary>Sets the indexes of the log aside while it is filled, and makes them again behind.</summary>
internal static class LogDatabase
{
    private const string Tables = "('SyncRuns', 'SyncEntries', 'SyncFindings')";

    public static async Task WithoutIndexesAsync(PortalDbContext db, Func<Task> fill)
    {
        var postgres = db.Database.GetDbConnection() is NpgsqlConnection;
        await db.Database.OpenConnectionAsync();
        var indexes = await db.Database.SqlQueryRaw<Index>(postgres
            ? $"""SELECT indexname AS "Name", indexdef AS "Sql" FROM pg_indexes WHERE tablename IN {Tables} AND indexname NOT LIKE 'PK_%'"""
            : $"""SELECT name AS "Name", sql AS "Sql" FROM sqlite_master WHERE type = 'index' AND tbl_name IN {Tables} AND sql IS NOT NULL""").ToListAsync();
        // nothing of this is kept, so nothing has to survive a power cut
        await ExecuteAsync(db, postgres ? "SET session_replication_role = replica" : "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -500000;");
        foreach (var index in indexes)
        {
            await ExecuteAsync(db, $"DROP INDEX \"{index.Name}\"");
        }

        await fill();
        foreach (var index in indexes)
        {
            await ExecuteAsync(db, index.Sql);
        }

        await ExecuteAsync(db, postgres ? "RESET session_replication_role" : "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;");
        if (postgres)
        {
            // what the server does by itself in the minutes after
            foreach (var table in (string[])["SyncRuns", "SyncEntries", "SyncFindings", "Employees"])
                await ExecuteAsync(db, $"VACUUM ANALYZE \"{table}\"");
        }
    }

    private static Task<int> ExecuteAsync(PortalDbContext db, string sql)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        return db.Database.ExecuteSqlRawAsync(sql);
    }

    private sealed record Index(string Name, string Sql);
}
