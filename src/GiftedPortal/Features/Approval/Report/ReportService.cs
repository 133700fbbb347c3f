using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Approval.Report;

/// <summary>Reads how the promise about approvals was kept.</summary>
public sealed class ReportService(IDbContextFactory<PortalDbContext> database, ApprovalPolicy policy)
{
    /// <summary>The report of a period. Staff only; null for anybody else.</summary>
    /// <param name="from">First day of decisions, UTC.</param>
    /// <param name="to">Last day of decisions, UTC.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<ApprovalReport?> ReadAsync(DateOnly from, DateOnly to, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return null;
        }

        var (begin, end) = (Midnight(from), to < DateOnly.MaxValue ? Midnight(to.AddDays(1)) : DateTimeOffset.MaxValue);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var events = db.Set<ConnectionEvent>().AsNoTracking();
        var decided = events
            .Where(one => (one.Operation == ConnectionOperation.Approve || one.Operation == ConnectionOperation.Reject) && one.At >= begin && one.At < end)
            .Select(one => one.ConnectionId);
        var names = await (
            from connection in db.Set<Connection>()
            join customer in db.Set<Customer>() on connection.CustomerId equals customer.Id
            where decided.Contains(connection.Id)
            select new { connection.Id, customer.Name }).ToDictionaryAsync(one => one.Id, one => one.Name, cancellationToken);
        var histories = (await events.Where(one => decided.Contains(one.ConnectionId)).OrderBy(one => one.Id).ToListAsync(cancellationToken)).ToLookup(one => one.ConnectionId);
        var cases = names.Select(one => DecidedCase.Of(one.Key, one.Value, [.. histories[one.Key]], policy)!).OrderByDescending(one => one.DecidedAt).ToList();
        return new ApprovalReport(cases, await OldestAsync(db, cancellationToken));
    }

    private static async Task<OpenCase?> OldestAsync(PortalDbContext db, CancellationToken cancellationToken) => await (
        from connection in db.Set<Connection>()
        join customer in db.Set<Customer>() on connection.CustomerId equals customer.Id
        where QueueService.Shown.Contains(connection.Status)
        let submitted = db.Set<ConnectionEvent>().Where(one => one.ConnectionId == connection.Id && one.Operation == ConnectionOperation.Submit).Min(one => (DateTimeOffset?)one.At)
        where submitted != null
        orderby submitted
        select new OpenCase(connection.Id, customer.Name, submitted.Value)).FirstOrDefaultAsync(cancellationToken);

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
