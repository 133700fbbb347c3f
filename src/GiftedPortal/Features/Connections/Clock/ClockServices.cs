using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;

namespace GiftedPortal.Features.Connections.Clock;

/// <summary>Registers the approval clock.</summary>
public static class ClockServices
{
    /// <summary>Adds the clock and its jobs. Wrong settings are reported when the host starts.</summary>
    public static IServiceCollection AddApprovalClock(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClockSettings>().Bind(configuration.GetSection(ClockSettings.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClockSettings>, ClockSettingsValidator>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<ClockSettings>>().Value.Read([]));
        services.AddSingleton<ClockService>();
        services.AddSingleton<ClockScheduler>();
        services.AddScoped<ClockMomentJob>();
        return services.AddQuartz(scheduler => scheduler.ScheduleJob<ClockReconcileJob>(
            trigger => trigger
                .WithIdentity("reconcile-clocks")
                .StartNow()
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)),
            job => job.WithIdentity("reconcile-clocks")));
    }
}
