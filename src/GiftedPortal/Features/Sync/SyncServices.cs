using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Sync.Brake;
using GiftedPortal.Features.Sync.Checks;
using GiftedPortal.Features.Sync.Erasing;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;

namespace GiftedPortal.Features.Sync;

/// <summary>Registers the sync of employees.</summary>
public static class SyncServices
{
    /// <summary>Adds syncs, their jobs and their log. Wrong settings are reported when the host starts.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SyncSettings>().Bind(configuration.GetSection(SyncSettings.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SyncSettings>, SyncSettingsValidator>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<SyncSettings>>().Value.Read([]));
        services.AddSingleton<SyncNode>();
        services.AddSingleton<RunLifecycle>();
        services.AddSingleton<RunChecks>();
        services.AddSingleton<BrakeLetters>();
        services.AddSingleton<BrakeService>();
        services.AddSingleton<SyncService>();
        services.AddSingleton<SyncScheduler>();
        services.AddSingleton<SyncLogService>();
        services.AddScoped<SyncSentences>();
        services.AddScoped<SyncJob>();
        services.AddSingleton<IEraser, EmployeeEraser>();
        services.AddSingleton<IEraser, EntryEraser>();
        services.AddHostedService<SyncReconcileAtStart>();
        return services.AddQuartz(scheduler => scheduler.ScheduleJob<SyncReconcileJob>(
            trigger => trigger
                .WithIdentity("reconcile-syncs")
                .StartNow()
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)),
            job => job.WithIdentity("reconcile-syncs")));
    }
}
