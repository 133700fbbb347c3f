using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections.Duplicates;

/// <summary>Finds connections that look alike, and keeps what the customer chose about it.</summary>
public sealed class DuplicateService(IDbContextFactory<PortalDbContext> database, TimeProvider time)
{
    /// <summary>What the member's set-up has to resolve, and what was chosen; nothing for anybody else.</summary>
    /// <param name="connectionId">The connection being set up.</param>
    /// <param name="typedName">The company name as typed.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<DuplicateState> FindAsync(Guid connectionId, string typedName, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var (self, others) = await CandidatesAsync(db, connectionId, cancellationToken);
        if (self is null || !actor.IsMemberOf(self.CustomerId) || !ConnectionLife.IsInSetup(self.Status))
        {
            return new DuplicateState(null, null);
        }

        var finding = DuplicateRules.Find(self, typedName, others);
        var choice = await db.Set<DuplicateChoice>().AsNoTracking().FirstOrDefaultAsync(one => one.ConnectionId == connectionId, cancellationToken);
        return new DuplicateState(finding, finding is not null && choice is not null && DuplicateRules.Fits(finding, choice.Resolution) ? choice.Resolution : null);
    }

    /// <summary>Keeps a member's choice; it can be changed as long as the set-up is open.</summary>
    /// <returns>Null when kept, else why not.</returns>
    public async Task<ConnectionRefusal?> ResolveAsync(Guid connectionId, string typedName, DuplicateResolution resolution, Actor actor, CancellationToken cancellationToken)
    {
        var (finding, _) = await FindAsync(connectionId, typedName, actor, cancellationToken);
        if (finding is null || !DuplicateRules.Fits(finding, resolution))
        {
            return new ConnectionRefusal.NotFound();
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var choice = await db.Set<DuplicateChoice>().FirstOrDefaultAsync(one => one.ConnectionId == connectionId, cancellationToken);
        if (choice is null)
        {
            choice = new DuplicateChoice { ConnectionId = connectionId, Resolution = resolution, At = now, By = actor.Name };
            db.Add(choice);
        }

        (choice.Resolution, choice.At, choice.By) = (resolution, now, actor.Name);
        choice.EarlierId = resolution is DuplicateResolution.AskStaff ? null : finding.Earlier?.Id;
        db.Add(AuditEntry.Of(actor, now, "duplicate.resolved", actor.CustomerId, connectionId, oldValue: finding.Kind.ToString(), newValue: resolution.ToString()));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (UniqueViolation.Caused(exception))
        {
            // a colleague chose at this moment: theirs stands
        }

        return null;
    }

    /// <summary>What a reviewer should know about duplicates. Staff only; nothing for anybody else.</summary>
    /// <param name="connectionId">The connection under review.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <param name="typedName">The company name as typed, where it is not stored yet.</param>
    public async Task<DuplicateReview> ReviewAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken, string? typedName = null)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var (self, others) = await CandidatesAsync(db, connectionId, cancellationToken);
        if ((!actor.IsStaff && actor.Kind is not ActorKind.System) || self is null)
        {
            return new DuplicateReview([], null);
        }

        var choice = await db.Set<DuplicateChoice>().AsNoTracking().FirstOrDefaultAsync(one => one.ConnectionId == connectionId, cancellationToken);
        return new DuplicateReview([.. DuplicateRules.LookAlikes(self with { CompanyName = typedName ?? self.CompanyName }, others)], choice?.Resolution);
    }

    private static async Task<(DuplicateCandidate? Self, List<DuplicateCandidate> Others)> CandidatesAsync(PortalDbContext db, Guid connectionId, CancellationToken cancellationToken)
    {
        var provider = await db.Set<Connection>().Where(one => one.Id == connectionId).Select(one => one.Provider).FirstOrDefaultAsync(cancellationToken);
        var all = await (
            from connection in db.Set<Connection>().AsNoTracking()
            join customer in db.Set<Customer>() on connection.CustomerId equals customer.Id
            where connection.Provider == provider
            select new DuplicateCandidate(
                connection.Id, customer.Id, customer.Name, connection.CompanyName, connection.Environment, connection.ServiceUserId, connection.AccountId, connection.Status, connection.StatusSince)).ToListAsync(cancellationToken);
        return (all.Find(one => one.Id == connectionId), all.FindAll(one => one.Id != connectionId));
    }
}

/// <summary>How a set-up stands with duplicates.</summary>
/// <param name="Finding">What looks alike; null: nothing to resolve.</param>
/// <param name="Chosen">What was chosen about it; null: nothing yet.</param>
public sealed record DuplicateState(DuplicateFinding? Finding, DuplicateResolution? Chosen);

/// <summary>What a reviewer sees of duplicates.</summary>
/// <param name="LookAlikes">Other customers' connections that look like it.</param>
/// <param name="Chosen">What the customer chose; null: nothing was asked or answered.</param>
public sealed record DuplicateReview(IReadOnlyList<LookAlike> LookAlikes, DuplicateResolution? Chosen);
