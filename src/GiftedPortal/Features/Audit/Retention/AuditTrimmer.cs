using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Audit.Retention;

/// <summary>
/// Ends the retention of the audit trail. First the place of the cut is written into the chain; then what lies before it is removed, a few rows at a time. A crash in
/// between leaves rows that nobody counts on and that the next time removes. The triggers let nothing else be removed.
/// </summary>
internal sealed partial class AuditTrimmer(IDbContextFactory<PortalDbContext> database, AuditRetention retention, TimeProvider time, ILogger<AuditTrimmer> logger)
{
    private const int Batch = 500;

    /// <summary>Cuts off what has been kept long enough. A chain that is broken there is left as it is: cutting would hide it.</summary>
    /// <returns>How many entries were removed.</returns>
    public async Task<long> TrimAsync(CancellationToken cancellationToken)
    {
        await CutAsync(cancellationToken);
        return await SmallBatches.RepeatAsync(Batch, () => RemoveAsync(cancellationToken), time, cancellationToken);
    }

    private async Task CutAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var end = retention.EndAt(now);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var old = await AuditChain.FollowAsync(db, end, cancellationToken);
        if (old.Broken is not null)
        {
            Log.Broken(logger, old.Broken, old.EntryId);
            return;
        }

        if (old.Intact == 0)
        {
            return;
        }

        var cut = new AuditCut { Position = (old.Cut?.Position ?? 0) + old.Intact, Hash = old.Head, Before = end };
        db.Add(cut);
        db.Add(cut.ToldBy(now));
        // false: another node made the same cut at this moment
        await db.SaveUnlessOvertakenAsync(cancellationToken);
    }

    private async Task<int> RemoveAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await AuditChain.LastCutAsync(db, cancellationToken) is not { } cut)
        {
            return 0;
        }

        var seals = db.Set<AuditSeal>().Where(seal => seal.Position <= cut.Position).OrderBy(seal => seal.Position).Take(Batch);
        if (await seals.Select(seal => (long?)seal.Position).MaxAsync(cancellationToken) is not { } last)
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Set<AuditEntry>()
            .Where(entry => db.Set<AuditSeal>().Where(seal => seal.Position <= last).Select(seal => seal.EntryId).Contains(entry.Id))
            .ExecuteDeleteAsync(cancellationToken);
        var removed = await db.Set<AuditSeal>().Where(seal => seal.Position <= last).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return removed;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Critical, Message = "The audit trail is broken ({Broken}) at entry {EntryId}; what has been kept long enough is not removed, so that this stays visible")]
        public static partial void Broken(ILogger logger, AuditBreak? broken, long? entryId);
    }
}
