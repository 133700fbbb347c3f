using GiftedPortal.Data;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Audit;

/// <summary>
/// Seals the audit trail and says whether it is whole.
/// <para>
/// Entries are written by many operations at once, each in the transaction of what it tells of. A hash over "the entry before" taken there would make all of
/// them wait for one another, and would break with every operation that is rolled back. So entries are bound afterwards, in the order in which sealing finds them,
/// some seconds after they were committed. Until then the database's triggers alone protect them, and verifying shows how many they are.
/// </para>
/// </summary>
public sealed class AuditChain(IDbContextFactory<PortalDbContext> database)
{
    private const int Batch = 500;

    // ids are given before transactions end, so an entry may appear among sealed ones; far behind the last it is looked for only when verifying
    private const long Window = 10_000;

    /// <summary>Seals what is not sealed yet. Safe to run on many nodes at once.</summary>
    public Task SealAsync(CancellationToken cancellationToken) => SealAsync(Window, cancellationToken);

    /// <summary>Seals everything, then follows the chain from its beginning. Auditors and admins only; null for anybody else.</summary>
    public async Task<AuditVerification?> VerifyAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Auditor | StaffRoles.Admin))
        {
            return null;
        }

        await SealAsync(long.MaxValue, cancellationToken);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var links =
            from seal in db.Set<AuditSeal>().AsNoTracking()
            join entry in db.Set<AuditEntry>().AsNoTracking() on seal.EntryId equals entry.Id into entries
            from entry in entries.DefaultIfEmpty()
            orderby seal.Position
            select new { seal, entry };
        var (last, position) = (AuditHash.Beginning, 0L);
        await foreach (var link in links.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            position++;
            var broken = link.seal.Position != position ? AuditBreak.SealMissing
                : link.entry is null ? AuditBreak.EntryMissing
                : link.seal.Hash != AuditHash.Of(last, position, link.entry) ? AuditBreak.Altered
                : (AuditBreak?)null;
            if (broken is { } kind)
            {
                return new AuditVerification(position - 1, last, kind, link.seal.EntryId);
            }

            last = link.seal.Hash;
        }

        return new AuditVerification(position, last, null, null);
    }

    private async Task SealAsync(long window, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            var last = await db.Set<AuditSeal>().AsNoTracking().OrderByDescending(seal => seal.Position).FirstOrDefaultAsync(cancellationToken);
            var from = Math.Max(0, (last?.EntryId ?? 0) - window);
            var open = await db.Set<AuditEntry>().AsNoTracking()
                .Where(entry => entry.Id > from && !db.Set<AuditSeal>().Any(seal => seal.EntryId == entry.Id))
                .OrderBy(entry => entry.Id).Take(Batch).ToListAsync(cancellationToken);
            if (open.Count == 0)
            {
                return;
            }

            var (hash, position) = (last?.Hash ?? AuditHash.Beginning, last?.Position ?? 0);
            foreach (var entry in open)
            {
                hash = AuditHash.Of(hash, ++position, entry);
                db.Add(new AuditSeal { Position = position, EntryId = entry.Id, Hash = hash });
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception) when (UniqueViolation.Caused(exception))
            {
                // another node was faster: look again
            }
        }
    }
}

/// <summary>What is wrong with the first broken link.</summary>
public enum AuditBreak
{
    /// <summary>The entry does not say any more what was sealed.</summary>
    Altered,

    /// <summary>The entry is gone.</summary>
    EntryMissing,

    /// <summary>A seal before this entry's is gone.</summary>
    SealMissing,
}

/// <summary>What following the chain found.</summary>
/// <param name="Intact">How many entries are sealed and whole, from the first on.</param>
/// <param name="Head">The hash of the last of these: whoever notes it can tell later whether the end was cut off and sealed anew.</param>
/// <param name="Broken">What is wrong with the link after these; null when nothing is.</param>
/// <param name="EntryId">The entry of that link.</param>
public sealed record AuditVerification(long Intact, string Head, AuditBreak? Broken, long? EntryId);
