using GiftedPortal.Data;
using GiftedPortal.Features.Connections.Erasure;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Setup;

/// <summary>Erases what was typed in the set-up, and who did which step.</summary>
internal sealed class AnswerEraser : IEraser
{
    public string Kind => "answers";

    // some dozens of rows at the most: one batch
    public async Task<int?> EraseAsync(PortalDbContext db, Guid connectionId, int atMost, CancellationToken cancellationToken) =>
        await db.Set<SetupAnswer>().Where(answer => answer.ConnectionId == connectionId).ExecuteDeleteAsync(cancellationToken)
        + await db.Set<FinishedStep>().Where(step => step.ConnectionId == connectionId).ExecuteDeleteAsync(cancellationToken);
}
