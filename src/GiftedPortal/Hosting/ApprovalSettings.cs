using GiftedPortal.Features.Connections.Clock;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Hosting;

/// <summary>The settings under <c>Approval</c>.</summary>
internal sealed class ApprovalSettings
{
    public TimeSpan Target { get; init; } = ApprovalPolicy.Default.Target;

    public TimeSpan Deadline { get; init; } = ApprovalPolicy.Default.Deadline;

    public static void AddTo(IServiceCollection services)
    {
        services.AddOptions<ApprovalSettings>().BindConfiguration("Approval")
            .Validate(settings => settings.Target > ApprovalPolicy.Warning, $"Approval:Target must be a time span of more than {ApprovalPolicy.Warning.TotalHours} hours, such as 2.00:00:00.")
            .Validate(settings => settings.Deadline > settings.Target, "Approval:Deadline must be a time span longer than Approval:Target, such as 3.00:00:00.")
            .ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var settings = provider.GetRequiredService<IOptions<ApprovalSettings>>().Value;
            return new ApprovalPolicy(settings.Target, settings.Deadline);
        });
    }
}
