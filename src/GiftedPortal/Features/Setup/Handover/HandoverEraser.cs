using GiftedPortal.Data;
using GiftedPortal.Features.Connections.Erasure;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Setup.Handover;

/// <summary>Erases who asked which colleague for help, with their addresses and notes.</summary>
internal sealed class HandoverEraser : IEraser
{
    public string Kind => "handovers";

    // as many as people asked each other: one batch
    public async Task<int?> EraseAsync(PortalDbContext db, Guid connectionId, int atMost, CancellationToken cancellationToken) =>
        await db.Set<Handover>().Where(one => one.ConnectionId == connectionId).ExecuteDeleteAsync(cancellationToken);
}
