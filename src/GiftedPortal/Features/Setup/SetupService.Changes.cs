using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Setup;

/// <content>What a reviewer asked to change.</content>
public sealed partial class SetupService
{
    // those of the last request; what was asked for before is settled
    private static async Task<IReadOnlyList<ChangeItem>> ChangesAsync(PortalDbContext db, Guid connectionId, CancellationToken cancellationToken)
    {
        var last = await db.Set<ConnectionEvent>().Where(one => one.ConnectionId == connectionId && one.Operation == ConnectionOperation.RequestChanges)
            .OrderByDescending(one => one.Id).Select(one => (DateTimeOffset?)one.At).FirstOrDefaultAsync(cancellationToken);
        return await db.Set<ChangeItem>().AsNoTracking().Where(item => item.ConnectionId == connectionId && item.RequestedAt == last).OrderBy(item => item.Id).ToListAsync(cancellationToken);
    }
}
