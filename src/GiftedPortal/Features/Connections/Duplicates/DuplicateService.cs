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
        var (self, others) = await CandidatesAsync(db, connectionId, null, cancellationToken);
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
        var (self, others) = await CandidatesAsync(db, connectionId, typedName, cancellationToken);
        if ((!actor.IsStaff && actor.Kind is not ActorKind.System) || self is null)
        {
            return new DuplicateReview([], null);
        }

        var choice = await db.Set<DuplicateChoice>().AsNoTracking().FirstOrDefaultAsync(one => one.ConnectionId == connectionId, cancellationToken);
        return new DuplicateReview([.. DuplicateRules.LookAlikes(self, others)], choice?.Resolution);
    }

    private static async Task<(DuplicateCandidate? Self, List<DuplicateCandidate> Others)> CandidatesAsync(
        PortalDbContext db, Guid connectionId, string? typedName, CancellationToken cancellationToken)
    {
        if (await Candidates(db, db.Set<Connection>().Where(one => one.Id == connectionId)).FirstOrDefaultAsync(cancellationToken) is not { } stored)
        {
            return (null, []);
        }

        var self = stored with { CompanyName = typedName ?? stored.CompanyName };
        var alike = Alike(db, db.Set<Connection>().Where(other => other.Id != connectionId && other.Provider == self.Provider), self);
        return (self, await Candidates(db, db.Set<Connection>().Where(other => alike.Contains(other.Id))).ToListAsync(cancellationToken));
    }

    // whatever the rules may find, and little else, each by an index: how many connections there are does not count
    private static IQueryable<Guid> Alike(PortalDbContext db, IQueryable<Connection> others, DuplicateCandidate self)
    {
        var names = new[] { self.CustomerName, self.CompanyName }.OfType<string>().Select(CompanyKey.StartOf).Where(start => start.Length > 0).Distinct().ToList();
        var alike = others.Where(other => other.CustomerId == self.CustomerId).Select(other => other.Id)
            .Union(others.Where(other => names.Contains(other.CompanyNameKey!)).Select(other => other.Id))
            .Union(
                from customer in db.Set<Customer>()
                join other in others on customer.Id equals other.CustomerId
                where names.Contains(customer.NameKey)
                select other.Id);
        if (self.AccountId is { } account)
        {
            alike = alike.Union(others.Where(other => other.AccountId == account).Select(other => other.Id));
            if (self.ServiceUserId?.ToUpperInvariant() is { } user)
            {
                alike = alike.Union(others.Where(other => other.ServiceUserKey == user).Select(other => other.Id));
            }
        }

        return alike;
    }

    private static IQueryable<DuplicateCandidate> Candidates(PortalDbContext db, IQueryable<Connection> connections) =>
        from connection in connections.AsNoTracking()
        join customer in db.Set<Customer>() on connection.CustomerId equals customer.Id
        select new DuplicateCandidate(
            connection.Id, customer.Id, customer.Name, connection.CompanyName, connection.Provider, connection.Environment, connection.ServiceUserId, connection.AccountId, connection.Status, connection.StatusSince);
}

/// <summary>How a set-up stands with duplicates.</summary>
/// <param name="Finding">What looks alike; null: nothing to resolve.</param>
/// <param name="Chosen">What was chosen about it; null: nothing yet.</param>
public sealed record DuplicateState(DuplicateFinding? Finding, DuplicateResolution? Chosen);

/// <summary>What a reviewer sees of duplicates.</summary>
/// <param name="LookAlikes">Other customers' connections that look like it.</param>
/// <param name="Chosen">What the customer chose; null: nothing was asked or answered.</param>
public sealed record DuplicateReview(IReadOnlyList<LookAlike> LookAlikes, DuplicateResolution? Chosen);
