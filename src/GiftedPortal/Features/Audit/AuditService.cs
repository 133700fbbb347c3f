using GiftedPortal.Data;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Audit;

/// <summary>Reads the audit trail, and records what is not part of another operation.</summary>
public sealed class AuditService(IDbContextFactory<PortalDbContext> database, TimeProvider time)
{
    /// <summary>Newest first. Auditors and admins only; anybody else gets none.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(AuditQuery query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Auditor | StaffRoles.Admin))
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var entries = db.Set<AuditEntry>().AsNoTracking();
        if (query.ConnectionId is { } connection)
        {
            entries = entries.Where(entry => entry.ConnectionId == connection);
        }

        if (query.Before is { } before)
        {
            entries = entries.Where(entry => entry.Id < before);
        }

        if (!string.IsNullOrWhiteSpace(query.Action))
        {
            entries = entries.Where(entry => entry.Action.StartsWith(query.Action));
        }

        return await entries.OrderByDescending(entry => entry.Id).Take(query.Take).ToListAsync(cancellationToken);
    }

    /// <summary>Records that somebody asked for what they may not see.</summary>
    /// <param name="actor">Who asked.</param>
    /// <param name="address">The address asked for, without query.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public async Task RecordRefusedAsync(Actor actor, string address, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        db.Add(AuditEntry.Of(actor, time.GetUtcNow(), "access.refused", actor.CustomerId, newValue: address));
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>What to look for in the audit trail.</summary>
/// <param name="ConnectionId">Only this connection.</param>
/// <param name="Action">Only actions that start so.</param>
/// <param name="Before">Only entries older than this one: the next page.</param>
/// <param name="Take">How many at the most.</param>
public sealed record AuditQuery(Guid? ConnectionId = null, string? Action = null, long? Before = null, int Take = 100);
