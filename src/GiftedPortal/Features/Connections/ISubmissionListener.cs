using GiftedPortal.Data;

namespace GiftedPortal.Features.Connections;

/// <summary>Hears of a submission: while it is being saved, to decide on it in the same transaction, and once it is committed.</summary>
public interface ISubmissionListener
{
    /// <summary>A connection is about to be saved as submitted. What is added to the context is committed with it, or not at all.</summary>
    Task SubmittingAsync(PortalDbContext db, Connection connection, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The submission is committed. What a crash leaves out here must be made up for by a job.</summary>
    Task SubmittedAsync(Guid connectionId, CancellationToken cancellationToken);
}
