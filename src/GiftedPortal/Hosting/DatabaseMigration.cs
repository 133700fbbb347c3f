using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Audit.Retention;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GiftedPortal.Hosting;

/// <summary>Brings the database to this version's schema before anything else starts.</summary>
internal static class DatabaseMigration
{
    /// <exception cref="StartupException">The database cannot be reached or written.</exception>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<DatabaseOptions>();
        DatabaseSettings.EnsureFolder(database);
        try
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
            await AuditTriggers.CreateAsync(db, services.GetRequiredService<AuditRetention>(), cancellationToken);
            if (database.Provider is DatabaseProvider.Sqlite)
            {
                // readers do not wait for the writer, and the writer not for readers; the file remembers it
                await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
            }
        }
        catch (Exception exception) when (exception is SqliteException or NpgsqlException)
        {
            throw new StartupException($"The database ({DatabaseSettings.Describe(database)}) cannot be opened: {exception.Message} See ConnectionStrings:Portal.");
        }
    }
}
