using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GiftedPortal.Data;

/// <summary>Registers the database.</summary>
public static class DatabaseServices
{
    /// <summary>Adds <see cref="IDbContextFactory{TContext}"/> of <see cref="PortalDbContext"/> over the configured database.</summary>
    public static IServiceCollection AddPortalDatabase(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddSingleton(database);
        return database.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddContext<SqlitePortalDbContext>(options => options.UseSqlite(database.ConnectionString).AddInterceptors(new ShortWaits())),
            DatabaseProvider.Postgres => services.AddContext<PostgresPortalDbContext>(options => options.UseNpgsql(database.ConnectionString)),
        };
    }

    private static IServiceCollection AddContext<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : PortalDbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
        {
            configure(options);
            // features may add rows to what is about to be saved
            options.AddInterceptors(provider.GetServices<ISaveChangesInterceptor>());
        });
        services.AddSingleton<IDbContextFactory<PortalDbContext>, Factory<TContext>>();
        // the key ring of Data Protection asks for a scoped context; nothing else does
        return services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
    }

    private sealed class Factory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<PortalDbContext>
        where TContext : PortalDbContext
    {
        public PortalDbContext CreateDbContext() => inner.CreateDbContext();
    }
}
