using GiftedPortal.Features.Permissions.Live;
using Quartz;

namespace GiftedPortal.Features.Permissions.Drift;

/// <summary>Registers the permission checks.</summary>
public static class DriftServices
{
    /// <summary>Adds permission checks, their live view and the nightly check.</summary>
    public static IServiceCollection AddPermissions(this IServiceCollection services)
    {
        services.AddSingleton<LiveChecks>();
        services.AddSingleton<PermissionService>();
        services.AddSingleton<NightlyChecks>();
        return services.AddQuartz(scheduler => scheduler.ScheduleJob<NightlyCheckJob>(
            trigger => trigger
                .WithIdentity("nightly-checks")
                .WithCronSchedule(NightlyRules.Cron, schedule => schedule.InTimeZone(TimeZoneInfo.Utc)),
            job => job.WithIdentity("nightly-checks")));
    }
}
