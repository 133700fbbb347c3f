using GiftedPortal.Features.Identity;
using Microsoft.AspNetCore.Authentication;
using Quartz;

namespace GiftedPortal.Features.Audit;

/// <summary>Registers the audit trail.</summary>
public static class AuditServices
{
    private static readonly TimeSpan SealEvery = TimeSpan.FromSeconds(10);

    /// <summary>Adds the trail, its seals and the job that sets them.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditService>();
        services.AddSingleton<AuditChain>();
        services.AddHttpContextAccessor();
        services.AddScoped<IClaimsTransformation, RequestOrigin>();
        return services.AddQuartz(scheduler => scheduler.ScheduleJob<AuditSealJob>(
            trigger => trigger
                .WithIdentity("seal-audit")
                .StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(SealEvery).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)),
            job => job.WithIdentity("seal-audit")));
    }
}
