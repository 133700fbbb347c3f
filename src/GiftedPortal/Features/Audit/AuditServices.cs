using GiftedPortal.Features.Audit.Retention;
using GiftedPortal.Features.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;

namespace GiftedPortal.Features.Audit;

/// <summary>Registers the audit trail.</summary>
public static class AuditServices
{
    private static readonly TimeSpan SealEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TrimEvery = TimeSpan.FromHours(1);

    /// <summary>Adds the trail, its seals, the end of its retention, and the jobs of these. A wrong setting is reported when the host starts.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuditSettings>().Bind(configuration.GetSection(AuditSettings.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuditSettings>, AuditSettingsValidator>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<AuditSettings>>().Value.Read()!);
        services.AddSingleton<AuditTrimmer>();
        services.AddSingleton<AuditService>();
        services.AddSingleton<AuditChain>();
        services.AddHttpContextAccessor();
        services.AddScoped<IClaimsTransformation, RequestOrigin>();
        return services.AddQuartz(scheduler => scheduler
            .ScheduleJob<AuditSealJob>(trigger => Every(trigger, "seal-audit", SealEvery), job => job.WithIdentity("seal-audit"))
            .ScheduleJob<AuditRetentionJob>(trigger => Every(trigger, "trim-audit", TrimEvery), job => job.WithIdentity("trim-audit")));
    }

    private static void Every<TJob>(ITriggerConfigurator<TJob> trigger, string name, TimeSpan interval) where TJob : IJob => trigger
        .WithIdentity(name)
        .StartNow()
        .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount));
}
