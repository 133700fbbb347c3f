using System.Runtime.CompilerServices;
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
        return await query.Of(db.Set<AuditEntry>()).OrderByDescending(entry => entry.Id).Take(query.Take).ToListAsync(cancellationToken);
    }

    /// <summary>Everything that matches, oldest first, one by one. Auditors and admins only; anybody else gets none.</summary>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(AuditQuery query, Actor actor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Auditor | StaffRoles.Admin))
        {
            yield break;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await foreach (var entry in query.Of(db.Set<AuditEntry>()).OrderBy(entry => entry.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return entry;
        }
    }

    /// <summary>Records that the trail was taken out of the portal.</summary>
    /// <param name="actor">Who took it.</param>
    /// <param name="what">As what, and with which filters.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public async Task RecordExportAsync(Actor actor, string what, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        db.Add(AuditEntry.Of(actor, time.GetUtcNow(), "audit.exported", null, newValue: what));
        await db.SaveChangesAsync(cancellationToken);
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
