using GiftedPortal.Data;
using GiftedPortal.Features.Notifications;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections.Letters;

/// <summary>
/// Keeps a connection that breaks and mends again and again from writing a letter each time. What a person was told within the period is told again at its
/// end, and only if it is so still and is not what they know already: a letter that is held back is removed by the next change.
/// </summary>
internal sealed class QuietPeriod
{
    /// <summary>At the most one letter of a kind in this time.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(6);

    private const int Remembered = 100;

    private readonly ConnectionEvent _change;
    private readonly List<StoredLetter> _told;

    private QuietPeriod(ConnectionEvent change, List<StoredLetter> told) => (_change, _told) = (change, told);

    /// <summary>What the people of a connection were told so far. Letters that are held back are removed from the context: this change overtakes them.</summary>
    public static async Task<QuietPeriod> OfAsync(PortalDbContext db, Guid customerId, ConnectionEvent change, CancellationToken cancellationToken)
    {
        var letters = await db.Set<StoredLetter>()
            .Where(one => one.CustomerId == customerId && one.ConnectionId == change.ConnectionId && ConnectionNews.ToMembers.Contains(one.Kind))
            .OrderByDescending(one => one.CreatedAt).Take(Remembered).ToListAsync(cancellationToken);
        db.RemoveRange(letters.Where(one => one.IsHeldAt(change.At)));
        return new QuietPeriod(change, letters.FindAll(one => !one.IsHeldAt(change.At)));
    }

    /// <summary>UTC; from when on somebody is told, which is at once but for flapping; null: they know already.</summary>
    public DateTimeOffset? EndFor(LetterKind kind, string address)
    {
        if (!IsFlapping)
        {
            return _change.At;
        }

        var told = _told.Where(one => string.Equals(one.ToAddress, address, StringComparison.OrdinalIgnoreCase)).ToList();
        return told.Count > 0 && told[0].Kind == kind ? null
            : told.Find(one => one.Kind == kind)?.WaitingSince + Length is { } end && end > _change.At ? end
            : _change.At;
    }

    // what a person did is always told
    private bool IsFlapping => _change is { Operation: ConnectionOperation.RaiseAttention } or { Operation: ConnectionOperation.GoLive, From: ConnectionStatus.NeedsAttention };
}
