namespace GiftedPortal.Features.Connections;

/// <summary>Hears of a submission once it is committed. What a crash leaves out must be something that a person does instead.</summary>
public interface ISubmissionListener
{
    /// <summary>A connection was submitted.</summary>
    Task SubmittedAsync(Guid connectionId, CancellationToken cancellationToken);
}
