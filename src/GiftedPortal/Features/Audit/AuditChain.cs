using GiftedPortal.Data;
using GiftedPortal.Features.Audit.Retention;
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
        return await FollowAsync(db, before: null, cancellationToken);
    }

    /// <summary>Follows the chain from where it was cut last, or from its beginning.</summary>
    /// <param name="db">The database.</param>
    /// <param name="before">UTC; stops at the first entry from then or later. Null: to the end.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    internal static async Task<AuditVerification> FollowAsync(PortalDbContext db, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        var cut = await LastCutAsync(db, cancellationToken);
        var start = cut?.Position ?? 0;
        var links =
            from seal in db.Set<AuditSeal>().AsNoTracking()
            where seal.Position > start
            join entry in db.Set<AuditEntry>().AsNoTracking() on seal.EntryId equals entry.Id into entries
            from entry in entries.DefaultIfEmpty()
            orderby seal.Position
            select new { seal, entry };
        var (last, position, told) = (cut?.Hash ?? AuditHash.Beginning, start, cut is null);
        await foreach (var link in links.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (link.entry?.At >= before)
            {
                return new AuditVerification(position - start, last, null, null) { Cut = cut };
            }

            position++;
            var broken = link.seal.Position != position ? AuditBreak.SealMissing
                : link.entry is null ? AuditBreak.EntryMissing
                : link.seal.Hash != AuditHash.Of(last, position, link.entry) ? AuditBreak.Altered
                : (AuditBreak?)null;
            if (broken is { } kind)
            {
                return new AuditVerification(position - 1 - start, last, kind, link.seal.EntryId) { Cut = cut };
            }

            last = link.seal.Hash;
            told = told || cut!.IsToldBy(link.entry!);
        }

        return new AuditVerification(position - start, last, told || before is not null ? null : AuditBreak.CutUntold, null) { Cut = cut };
    }

    /// <summary>Where the beginning of the trail was cut off last; null: nowhere.</summary>
    internal static Task<AuditCut?> LastCutAsync(PortalDbContext db, CancellationToken cancellationToken) =>
        db.Set<AuditCut>().AsNoTracking().OrderByDescending(cut => cut.Position).FirstOrDefaultAsync(cancellationToken);

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

            // everything up to the cut may be gone
            var cut = last is null ? await LastCutAsync(db, cancellationToken) : null;
            var (hash, position) = (last?.Hash ?? cut?.Hash ?? AuditHash.Beginning, last?.Position ?? cut?.Position ?? 0);
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

    /// <summary>The beginning was cut off, and no entry of the trail tells of it.</summary>
    CutUntold,
}

/// <summary>What following the chain found.</summary>
/// <param name="Intact">How many entries are sealed and whole, from the first on that is still kept.</param>
/// <param name="Head">The hash of the last of these: whoever notes it can tell later whether the end was cut off and sealed anew.</param>
/// <param name="Broken">What is wrong with the link after these; null when nothing is.</param>
/// <param name="EntryId">The entry of that link, if there is one.</param>
public sealed record AuditVerification(long Intact, string Head, AuditBreak? Broken, long? EntryId)
{
    /// <summary>Where the beginning of the trail was cut off at the end of its retention; null: nowhere.</summary>
    public AuditCut? Cut { get; init; }
}
