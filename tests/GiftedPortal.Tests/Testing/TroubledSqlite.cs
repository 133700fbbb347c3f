using GiftedPortal.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Testing;

/// <summary>SQLite, with a limit of pages in place of a small disk.</summary>
internal sealed class TroubledSqlite : TroubledDatabase, IDbContextFactory<PortalDbContext>
{
    private const int Unlimited = 1_073_741_823;
    private const int RoomFor = 20; // pages

    private readonly ServiceProvider _services;
    private readonly SqliteConnection _other;
    private SqliteTransaction? _lock;
    private int _pages = Unlimited;

    public TroubledSqlite(DatabaseOptions options)
    {
        _services = new ServiceCollection().AddPortalDatabase(options).BuildServiceProvider();
        _other = new SqliteConnection(options.ConnectionString);
    }

    public override IDbContextFactory<PortalDbContext> Contexts => this;

    public PortalDbContext CreateDbContext()
    {
        var db = _services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        connection.DefaultTimeout = IsPatient ? 60 : 1;
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState is System.Data.ConnectionState.Open)
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"PRAGMA max_page_count = {_pages}";
                command.ExecuteNonQuery();
            }
        };
        return db;
    }

    public override async Task LockAsync()
    {
        await _other.OpenAsync();
        // BEGIN IMMEDIATE
        _lock = _other.BeginTransaction(deferred: false);
    }

    public override async Task UnlockAsync()
    {
        await _lock!.RollbackAsync();
        await _other.CloseAsync();
    }

    public override async Task FillAsync()
    {
        await using var db = _services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        _pages = RoomFor + await db.Database.SqlQueryRaw<int>("SELECT page_count AS \"Value\" FROM pragma_page_count").SingleAsync();
    }

    public override Task FreeAsync()
    {
        _pages = Unlimited;
        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _services.DisposeAsync();
    }
}
