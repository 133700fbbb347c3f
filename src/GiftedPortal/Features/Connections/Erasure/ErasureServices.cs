using Quartz;

namespace GiftedPortal.Features.Connections.Erasure;

/// <summary>Registers the end of connections.</summary>
public static class ErasureServices
{
    /// <summary>Adds the erasure and its jobs; each feature adds its own <see cref="IEraser"/>.</summary>
    public static IServiceCollection AddErasure(this IServiceCollection services)
    {
        services.AddSingleton<ErasureService>();
        services.AddSingleton<IEraser, InvitationEraser>();
        services.AddSingleton<ErasureScheduler>();
        services.AddScoped<ErasureJob>();
        return services.AddQuartz(scheduler => scheduler.ScheduleJob<ErasureReconcileJob>(
            trigger => trigger
                .WithIdentity("reconcile-erasures")
                .StartNow()
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)),
            job => job.WithIdentity("reconcile-erasures")));
    }
}
