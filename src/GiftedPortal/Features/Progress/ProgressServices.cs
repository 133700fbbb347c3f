using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;

namespace GiftedPortal.Features.Progress;

/// <summary>Registers what staff see of set-ups, and the nudges.</summary>
public static class ProgressServices
{
    /// <summary>Adds the services and their job. Wrong settings are reported when the host starts.</summary>
    public static IServiceCollection AddProgress(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NudgeSettings>().Bind(configuration.GetSection(NudgeSettings.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NudgeSettings>, NudgeSettingsValidator>();
        services.TryAddSingleton(provider => new NudgePolicy(provider.GetRequiredService<IOptions<NudgeSettings>>().Value.Read() ?? NudgeSettings.Default));
        services.AddSingleton<ProgressService>();
        services.AddSingleton<NudgeService>();
        return services.AddQuartz(scheduler => scheduler.ScheduleJob<NudgeJob>(
            trigger => trigger
                .WithIdentity("nudges")
                .StartNow()
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(TimeSpan.FromMinutes(10)).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)),
            job => job.WithIdentity("nudges")));
    }
}
