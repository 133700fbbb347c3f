using GiftedPortal.Data;
using GiftedPortal.Features.Customers.Invitations;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections.Erasure;

/// <summary>
/// Erases the invitations that the customer's people had when the connection ended, with their codes and who opened them: addresses of people who may
/// never have come. Members stay; somebody who is to come in later is invited again.
/// </summary>
internal sealed class InvitationEraser : IEraser
{
    public string Kind => "invitations";

    public async Task<int?> EraseAsync(PortalDbContext db, Guid connectionId, int atMost, CancellationToken cancellationToken)
    {
        var ended = await db.Set<Erasure>().Where(one => one.ConnectionId == connectionId).Select(one => new { one.CustomerId, one.RequestedAt }).FirstAsync(cancellationToken);
        var old = await db.Set<Invitation>()
            .Where(one => one.CustomerId == ended.CustomerId && one.CreatedAt <= ended.RequestedAt)
            .OrderBy(one => one.Id).Select(one => one.Id).Take(atMost).ToListAsync(cancellationToken);
        return await db.Set<Invitation>().Where(one => old.Contains(one.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
