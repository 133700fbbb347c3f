using GiftedPortal.Data;
using Quartz;

namespace GiftedPortal.Hosting;

/// <summary>Registers the scheduler. Features add their jobs to it with their own <c>AddQuartz</c>.</summary>
public static class Scheduling
{
    /// <summary>Tag of the health check that readiness asks.</summary>
    public const string ReadyTag = "ready";

    /// <summary>
    /// Adds the scheduler over the portal's own database: its tables are created when missing, jobs survive restarts, nodes on PostgreSQL
    /// share the work, and a run that a shutdown or a crash cuts off is run again.
    /// </summary>
    public static IServiceCollection AddPortalScheduler(this IServiceCollection services, DatabaseOptions database)
    {
        services.AddQuartz(scheduler =>
        {
            scheduler.ConfigureScheduler(options =>
            {
                options.InstanceName = "gifted-portal";
                // a shutdown asks jobs to stop and waits until they did
                options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            scheduler.AddJobTimeout();
            scheduler.AddQuartzHealthChecks(check => check.Tags.Add(ReadyTag));
            scheduler.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.UseSystemTextJsonSerializer();
                store.UseExecutionHistory();
                store.ConfigureStore(options =>
                {
                    options.StoreJobDataAsStrings = true;
                    options.RecoverFiringsCancelledByShutdown = true;
                });
                switch (database.Provider)
                {
                    case DatabaseProvider.Sqlite:
                        store.UseSqlite(database.ConnectionString);
                        break;
                    case DatabaseProvider.Postgres:
                        store.UsePostgres(database.ConnectionString);
                        store.UseClustering();
                        break;
                }
            });
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
