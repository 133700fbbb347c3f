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
    /// <summary>The letters to the mailbox of staff and to whoever has it in review, each once in a run of the clock; none where there is neither.</summary>
    public static async Task<IReadOnlyList<Letter>> OfAsync(
        PortalDbContext db, Connection connection, DateTimeOffset clockStartedAt, ClockMoment moment, StaffMailbox staff, CancellationToken cancellationToken)
    {
        var held = connection.Status is ConnectionStatus.InReview;
        var reviewer = held && connection.ReviewerEmail is { } email ? new Recipient(email, connection.ReviewerName, connection.ReviewerLanguage) : null;
        var company = await db.Set<Customer>().Where(one => one.Id == connection.CustomerId).Select(one => one.Name).FirstAsync(cancellationToken);
        var content = new LetterContent.ClockReached(moment.ToString(), company, held ? connection.ReviewerName : null);
        var key = $"clock/{connection.Id:N}/{clockStartedAt.UtcTicks}/{moment}";
        return
        [
            .. new[] { (staff.Recipient, Key: key), (reviewer, Key: $"{key}/reviewer") }
                .Where(one => one.Item1 is not null)
                .Select(one => new Letter(content, one.Item1!, PortalUrls.StaffConnection(connection.Id), one.Key, connection.CustomerId, connection.Id)),
        ];
    }
}
