using Microsoft.EntityFrameworkCore.Diagnostics;
using Quartz;

namespace GiftedPortal.Features.Sync.Health;

/// <summary>Registers the health of connections.</summary>
internal static class HealthServices
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<HealthService>();
        services.AddSingleton<ISaveChangesInterceptor, HealthKeeper>();
        return services.AddQuartz(scheduler => scheduler.ScheduleJob<LateJob>(
            trigger => trigger
                .WithIdentity("late-syncs")
                .StartNow()
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)),
            job => job.WithIdentity("late-syncs")));
    }
}
