using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Sync.Brake;
using GiftedPortal.Features.Sync.Checks;
using GiftedPortal.Features.Sync.Erasing;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Log.Firings;
using GiftedPortal.Features.Sync.Log.History;
using GiftedPortal.Features.Sync.Log.Timeline;
using GiftedPortal.Features.Sync.Log.Values;
using GiftedPortal.Features.Sync.Retention;
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
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<SyncSettings>>().Value.ReadRetention([]));
        services.AddSingleton<SyncTrimmer>();
        services.AddSingleton<SyncNode>();
        services.AddSingleton<RunLifecycle>();
        services.AddSingleton<RunChecks>();
        services.AddSingleton<BrakeLetters>();
        services.AddSingleton<BrakeService>();
        services.AddSingleton<SyncService>();
        services.AddSingleton<SyncScheduler>();
        services.AddSingleton<SyncLogService>();
        services.AddSingleton<RunHistoryService>();
        services.AddSingleton<RunValueService>();
        services.AddSingleton<RunGapService>();
        services.AddSingleton<TimelineService>();
        services.AddSingleton<FiringService>();
        services.AddOptions<ExecutionHistoryOptions>().Configure<SyncRetention>(FiringRetention.Bound);
        services.AddScoped<SyncSentences>();
        services.AddScoped<SyncJob>();
        services.AddSingleton<IEraser, EmployeeEraser>();
        services.AddSingleton<IEraser, EntryEraser>();
        services.AddHostedService<SyncReconcileAtStart>();
        services.AddHostedService<UnwrittenEndsWriter>();
        services.AddHealth();
        return services.AddQuartz(scheduler => scheduler
            .UseDefaultThreadPool(SyncShares.Workers)
            .UseExecutionLimits(SyncShares.Limit)
            .ScheduleJob<SyncReconcileJob>(trigger => Every(trigger, "reconcile-syncs", TimeSpan.FromMinutes(1)), job => job.WithIdentity("reconcile-syncs"))
            .ScheduleJob<SyncRetentionJob>(trigger => Every(trigger, "trim-sync-log", TimeSpan.FromHours(1)), job => job.WithIdentity("trim-sync-log")));
    }

    private static void Every<TJob>(ITriggerConfigurator<TJob> trigger, string name, TimeSpan interval) where TJob : IJob => trigger
        .WithIdentity(name)
        .StartNow()
        .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount));
}
