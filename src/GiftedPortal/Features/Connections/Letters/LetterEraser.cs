using GiftedPortal.Data;
using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Notifications;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections.Letters;

/// <summary>
/// Erases what was written to people: letters that still wait are gone; of those that were sent or given up, the fact stays, without what they said
/// and to which person. The letter that tells of the end itself goes out and stays.
/// </summary>
internal sealed class LetterEraser : IEraser
{
    public string Kind => "letters";

    public async Task<int?> EraseAsync(PortalDbContext db, Guid connectionId, int atMost, CancellationToken cancellationToken)
    {
        var ended = await db.Set<Erasure.Erasure>().Where(one => one.ConnectionId == connectionId).Select(one => new { one.CustomerId, one.RequestedAt }).FirstAsync(cancellationToken);
        // an invitation is the customer's, not a connection's
        var letters = await db.Set<StoredLetter>()
            .Where(one => one.ProtectedBody != "" && one.Kind != LetterKind.Disconnected
                && (one.ConnectionId == connectionId || (one.ConnectionId == null && one.CustomerId == ended.CustomerId && one.CreatedAt <= ended.RequestedAt)))
            .OrderBy(one => one.Id).Take(atMost).ToListAsync(cancellationToken);
        foreach (var letter in letters)
        {
            if (letter.State is LetterState.Waiting)
            {
                db.Remove(letter);
                continue;
            }

            var row = db.Entry(letter);
            row.Property(one => one.ProtectedBody).CurrentValue = "";
            row.Property(one => one.ToAddress).CurrentValue = MaskedAddress.Of(letter.ToAddress);
            row.Property(one => one.ToName).CurrentValue = null;
        }

        await db.SaveChangesAsync(cancellationToken);
        return letters.Count;
    }
}
