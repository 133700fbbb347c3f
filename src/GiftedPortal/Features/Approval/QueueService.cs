using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Approval;

/// <summary>The connections that wait for a decision, and those of which staff wait for the customer.</summary>
public sealed class QueueService(IDbContextFactory<PortalDbContext> database, ApprovalPolicy policy, TimeProvider time)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>The statuses that the queue shows.</summary>
    public static readonly IReadOnlyList<ConnectionStatus> Shown = [ConnectionStatus.Submitted, ConnectionStatus.InReview, ConnectionStatus.ChangesRequested];

    /// <summary>A page of the queue, nearest promised moment first; paused ones last. Behind the last page is the last page. Staff only; anybody else gets none.</summary>
    public async Task<QueueRows> ListAsync(QueueQuery query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return new QueueRows([], 0);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var found = Filtered(db, query, actor);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var text = query.Text.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // the database lowers and compares
            found =
                from connection in found
                join customer in db.Set<Customer>() on connection.CustomerId equals customer.Id
                where customer.Name.ToLower().Contains(text) || connection.CompanyName!.ToLower().Contains(text)
                select connection;
#pragma warning restore CA1304, CA1311, CA1862
        }

        var count = await found.CountAsync(cancellationToken);
        query = query with { Page = Math.Min(query.Page, Math.Max(1, (count + PageSize - 1) / PageSize)) };
        // the whole queue is put in order by what an index holds; everything else is read for the rows of the page alone
        var page = Ordered(found).Select(one => one.Id).Skip(query.First - 1).Take(PageSize);
        var rows = await (
            from connection in Ordered(db.Set<Connection>().AsNoTracking().Where(one => page.Contains(one.Id)))
            join customer in db.Set<Customer>() on connection.CustomerId equals customer.Id
            select new { connection.Id, customer.Name, connection.CompanyName, connection.Status, connection.ReviewerName, connection.ReviewerUntil }).ToListAsync(cancellationToken);
        Guid[] ids = [.. rows.Select(row => row.Id)];
        var events = (await db.Set<ConnectionEvent>().AsNoTracking().Where(one => ids.Contains(one.ConnectionId)).OrderBy(one => one.Id).ToListAsync(cancellationToken))
            .ToLookup(one => one.ConnectionId);
        var tallies = await TalliesAsync(db, ids, cancellationToken);
        var now = time.GetUtcNow();
        return new QueueRows(
            [
                .. rows.Select(row => new QueueRow(
                    row.Id,
                    row.Name,
                    row.CompanyName,
                    row.Status,
                    row.Status is ConnectionStatus.InReview && row.ReviewerUntil > now ? row.ReviewerName : null,
                    ApprovalClock.Read(events[row.Id], policy),
                    tallies.GetValueOrDefault(row.Id))),
            ],
            count)
        {
            Page = query.Page,
        };
    }

    /// <summary>The rows before and after a connection in the whole queue, for going through it one by one. Staff only.</summary>
    public async Task<(Guid? Previous, Guid? Next)> NeighboursAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return (null, null);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var shown = Filtered(db, new QueueQuery(), actor);
        var here = await db.Set<Connection>().Where(one => one.Id == connectionId).Select(one => new { one.DueAt, one.Id }).FirstOrDefaultAsync(cancellationToken);
        if (here is null)
        {
            return (null, null);
        }

        var waiting = shown.Where(one => one.DueAt != null && one.Id != here.Id);
        return (
            await waiting.Where(one => here.DueAt == null || one.DueAt < here.DueAt || (one.DueAt == here.DueAt && one.Id.CompareTo(here.Id) < 0))
                .OrderByDescending(one => one.DueAt).ThenByDescending(one => one.Id).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancellationToken),
            await waiting.Where(one => here.DueAt != null && (one.DueAt > here.DueAt || (one.DueAt == here.DueAt && one.Id.CompareTo(here.Id) > 0)))
                .OrderBy(one => one.DueAt).ThenBy(one => one.Id).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancellationToken));
    }

    private static IOrderedQueryable<Connection> Ordered(IQueryable<Connection> connections) =>
        connections.OrderBy(one => one.DueAt == null).ThenBy(one => one.DueAt).ThenBy(one => one.Id);

    private static IQueryable<Connection> Filtered(PortalDbContext db, QueueQuery query, Actor actor)
    {
        var connections = db.Set<Connection>().AsNoTracking();
        connections = query.Status is { } status ? connections.Where(one => one.Status == status) : connections.Where(one => Shown.Contains(one.Status));
        return query.Mine ? connections.Where(one => one.Status == ConnectionStatus.InReview && one.ReviewerId == actor.Id) : connections;
    }

    private static async Task<Dictionary<Guid, PermissionTally>> TalliesAsync(PortalDbContext db, Guid[] connections, CancellationToken cancellationToken)
    {
        var checks = db.Set<PermissionCheck>().AsNoTracking();
        var newest = db.Set<Connection>().Where(one => connections.Contains(one.Id))
            .Select(one => checks.Where(check => check.ConnectionId == one.Id).OrderByDescending(check => check.At).Select(check => check.Id).FirstOrDefault());
        return await checks.Where(check => newest.Contains(check.Id)).ToDictionaryAsync(check => check.ConnectionId, PermissionTally.Of, cancellationToken);
    }
}

/// <summary>What to look for in the queue.</summary>
/// <param name="Status">Only this status; null shows all of <see cref="QueueService.Shown"/>.</param>
/// <param name="Mine">Only what the actor has in review.</param>
/// <param name="Text">Part of the customer's or the typed company's name.</param>
/// <param name="Page">From 1.</param>
public sealed record QueueQuery(ConnectionStatus? Status = null, bool Mine = false, string? Text = null, int Page = 1)
{
    /// <summary>Number of the page's first row, from 1.</summary>
    public int First => ((Page - 1) * QueueService.PageSize) + 1;
}

/// <summary>A page of the queue.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Count">How many there are on all pages.</param>
public sealed record QueueRows(IReadOnlyList<QueueRow> Rows, int Count)
{
    /// <summary>Which page it is, from 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>A row of the queue.</summary>
/// <param name="ConnectionId">The connection.</param>
/// <param name="Customer">The customer's name as Gifted knows it.</param>
/// <param name="CompanyName">The company name as typed.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reviewer">Who has it now.</param>
/// <param name="Clock">Its clock.</param>
/// <param name="Permissions">The outcomes of its last check; null when none was made.</param>
public sealed record QueueRow(
    Guid ConnectionId, string Customer, string? CompanyName, ConnectionStatus Status, string? Reviewer, ApprovalClock Clock, PermissionTally? Permissions);
