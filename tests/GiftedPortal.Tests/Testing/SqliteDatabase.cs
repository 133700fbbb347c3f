using GiftedPortal.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Testing;

public sealed class SqliteDatabase : ITestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gifted-portal-").FullName;
    private ServiceProvider? _services;

    public string ConnectionString => $"Data Source={Path.Combine(_folder, "portal.db")}";

    public DatabaseOptions Options => new(DatabaseProvider.Sqlite, ConnectionString);

    public IDbContextFactory<PortalDbContext> Contexts => _services!.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    public async ValueTask InitializeAsync()
    {
        _services = new ServiceCollection()
            .AddPortalDatabase(Options)
            .BuildServiceProvider();
        await using var db = await Contexts.CreateDbContextAsync(Stop);
        await db.Database.MigrateAsync(Stop);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _services!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
