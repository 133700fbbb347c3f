using GiftedPortal.Data;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Ui;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections.Letters;

/// <summary>What staff are told when the clock of a connection reaches a moment.</summary>
internal static class ClockLetters
{
    /// <summary>The letter to the mailbox of staff, once in a run of the clock; null where staff get no letters.</summary>
    public static async Task<Letter?> OfAsync(
        PortalDbContext db, Connection connection, DateTimeOffset clockStartedAt, ClockMoment moment, StaffMailbox staff, CancellationToken cancellationToken)
    {
        if (staff.Recipient is not { } mailbox)
        {
            return null;
        }

        var company = await db.Set<Customer>().Where(one => one.Id == connection.CustomerId).Select(one => one.Name).FirstAsync(cancellationToken);
        var holder = connection.Status is ConnectionStatus.InReview ? connection.ReviewerName : null;
        return new Letter(
            new LetterContent.ClockReached(moment.ToString(), company, holder),
            mailbox,
            PortalUrls.StaffConnection(connection.Id),
            $"clock/{connection.Id:N}/{clockStartedAt.UtcTicks}/{moment}",
            connection.CustomerId,
            connection.Id);
    }
}
