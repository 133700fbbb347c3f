using Quartz;

namespace GiftedPortal.Features.Notifications.Sending;

/// <summary>Empties the outbox every few seconds, on one node at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class SendLettersJob(LetterSender sender) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await sender.SendDueAsync(cancellationToken);
}
