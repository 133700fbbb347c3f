using GiftedPortal.Features.Notifications.Messages;
using GiftedPortal.Features.Notifications.Post;
using GiftedPortal.Features.Notifications.Sending;
using GiftedPortal.Features.Notifications.Writing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;

namespace GiftedPortal.Features.Notifications;

/// <summary>Registers the outbox and what empties it.</summary>
public static class NotificationServices
{
    /// <summary>Adds the outbox, its job and its page's service. Wrong settings are reported when the host starts.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailSettings>()
            .Bind(configuration.GetSection(MailSettings.Section))
            .Configure(settings => settings.PublicAddress = configuration[MailSettings.PublicAddressKey])
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailSettings>, MailSettingsValidator>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<MailSettings>>().Value.Read([]));
        services.AddSingleton(provider => new StaffMailbox(provider.GetRequiredService<PostOptions>() is { StaffAddress: { } address } options ? new Recipient(address, Culture: options.StaffLanguage) : null));
        services.AddSingleton<Outbox>();
        services.AddSingleton<LetterWriter>();
        services.AddSingleton<IPost>(provider => provider.GetRequiredService<PostOptions>() switch
        {
            { Smtp: { } smtp } => new SmtpPost(smtp),
            var options => new FolderPost(options),
        });
        services.AddSingleton<LetterSender>();
        services.AddSingleton<LetterService>();
        services.AddScoped<SendLettersJob>();
        return services.AddQuartz(scheduler => scheduler.ScheduleJob<SendLettersJob>(
            trigger => trigger
                .WithIdentity("send-letters")
                .StartNow()
                .WithSimpleSchedule(schedule => schedule
                    .WithInterval(SendLettersJob.Interval).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithExistingCount)),
            job => job.WithIdentity("send-letters")));
    }
}
