using GiftedPortal.Data;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(GiftedPortal.EndToEndTests.Testing.PostgresServer))]

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>A fresh PostgreSQL database with the portal's schema.</summary>
public sealed class PostgresDatabase(PostgresServer server) : ITestDatabase
{
    private ServiceProvider? _services;

    public DatabaseOptions Options { get; private set; } = null!;

    public IDbContextFactory<PortalDbContext> Contexts => _services!.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    public async ValueTask InitializeAsync()
    {
        Options = new DatabaseOptions(DatabaseProvider.Postgres, await server.CreateDatabaseAsync());
        _services = new ServiceCollection()
            .AddPortalDatabase(Options)
            .BuildServiceProvider();
        await using var db = await Contexts.CreateDbContextAsync();
        await db.Database.MigrateAsync();
    }

    public ValueTask DisposeAsync() => _services?.DisposeAsync() ?? ValueTask.CompletedTask;
}
