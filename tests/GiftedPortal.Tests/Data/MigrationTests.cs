using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Data;

public class MigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.Postgres, "Host=localhost")]
    public void The_migrations_of_each_database_hold_the_whole_model(DatabaseProvider provider, string connectionString)
    {
        using var services = new ServiceCollection().AddPortalDatabase(new DatabaseOptions(provider, connectionString)).BuildServiceProvider();
        using var db = services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();

        db.Database.HasPendingModelChanges().Should().BeFalse("a change of the model needs a migration for each database");
        db.Database.GetMigrations().Should().NotBeEmpty();
    }
}
