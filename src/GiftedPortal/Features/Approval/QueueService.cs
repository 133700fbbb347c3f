using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Approval;

/// <summary>The connections that wait for a decision, and those of which staff wait for the customer.</summary>
public sealed class QueueService(IDbContextFactory<PortalDbContext> database, ApprovalPolicy policy)
{
    /// <summary>The statuses that the queue shows.</summary>
    public static readonly IReadOnlyList<ConnectionStatus> Shown = [ConnectionStatus.Submitted, ConnectionStatus.InReview, ConnectionStatus.ChangesRequested];

    /// <summary>Nearest deadline first; paused ones last. Staff only; anybody else gets none.</summary>
    public async Task<IReadOnlyList<QueueRow>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var waiting = await (
            from connection in db.Set<Connection>().AsNoTracking().Include(one => one.Events)
            join customer in db.Set<Customer>() on connection.CustomerId equals customer.Id
            where Shown.Contains(connection.Status)
            select new { connection, customer.Name }).ToListAsync(cancellationToken);
        var tallies = await TalliesAsync(db, [.. waiting.Select(one => one.connection.Id)], cancellationToken);

        return
        [
            .. waiting
                .Select(one => new QueueRow(
                    one.connection.Id,
                    one.Name,
                    one.connection.CompanyName,
                    one.connection.Status,
                    one.connection.ReviewerName,
                    ApprovalClock.Read(one.connection.Events.OrderBy(change => change.Id), policy),
                    tallies.GetValueOrDefault(one.connection.Id)))
                .OrderBy(row => row.Clock.State is ClockState.Paused)
                .ThenBy(row => row.Clock.DeadlineAt),
        ];
    }

    private static async Task<Dictionary<Guid, PermissionTally>> TalliesAsync(PortalDbContext db, Guid[] connections, CancellationToken cancellationToken)
    {
        var checks = db.Set<PermissionCheck>().AsNoTracking();
        var newest = await checks
            .Where(check => connections.Contains(check.ConnectionId) && !checks.Any(later => later.ConnectionId == check.ConnectionId && later.At > check.At))
            .ToListAsync(cancellationToken);
        return newest.DistinctBy(check => check.ConnectionId).ToDictionary(check => check.ConnectionId, PermissionTally.Of);
    }
}

/// <summary>A row of the queue.</summary>
/// <param name="ConnectionId">The connection.</param>
/// <param name="Customer">The customer's name as Gifted knows it.</param>
/// <param name="CompanyName">The company name as typed.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reviewer">Who has it.</param>
/// <param name="Clock">Its clock.</param>
/// <param name="Permissions">The outcomes of its last check; null when none was made.</param>
public sealed record QueueRow(
    Guid ConnectionId, string Customer, string? CompanyName, ConnectionStatus Status, string? Reviewer, ApprovalClock Clock, PermissionTally? Permissions);
