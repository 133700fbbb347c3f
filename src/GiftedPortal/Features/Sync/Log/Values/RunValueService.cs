using System.Security.Cryptography;
using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log.Values;

/// <summary>Shows old and new values of a run's lines: masked to staff, and as they are to operators and admins who say why. The reason is audited with the values asked for.</summary>
public sealed class RunValueService(IDbContextFactory<PortalDbContext> database, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>So many lines are shown at once at the most.</summary>
    public const int MostLines = 500;

    /// <summary>The changes of these lines of a run, masked, by line. Staff only; anybody else gets none.</summary>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<ShownChange>>> MaskedAsync(Guid runId, IReadOnlyList<long> lines, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return new Dictionary<long, IReadOnlyList<ShownChange>>();
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, runId, lines, MaskedValue.Of, cancellationToken);
    }

    /// <summary>The same unmasked, for a reason; who asked for which lines and why is written before anything is shown.</summary>
    /// <returns>The changes by line, or why not.</returns>
    public async Task<(IReadOnlyDictionary<long, IReadOnlyList<ShownChange>>? Values, RevealRefusal? Refusal)> RevealAsync(
        Guid runId, IReadOnlyList<long> lines, string reason, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Operator | StaffRoles.Admin))
        {
            return (null, RevealRefusal.NotAllowed);
        }

        var why = reason.Trim();
        if (why.Length is 0 or > LongestReason)
        {
            return (null, RevealRefusal.BadReason);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<SyncRun>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == runId, cancellationToken) is not { } run
            || await ReadAsync(db, runId, lines, (_, value) => value, cancellationToken) is not { Count: > 0 } values)
        {
            return (null, RevealRefusal.NotFound);
        }

        db.Add(AuditEntry.Of(
            actor, time.GetUtcNow(), "people.unmasked", run.CustomerId, run.ConnectionId, newValue: $"run {runId}, lines {string.Join(' ', values.Keys.Order())}", reason: why));
        await db.SaveChangesAsync(cancellationToken);
        return (values, null);
    }

    private async Task<IReadOnlyDictionary<long, IReadOnlyList<ShownChange>>> ReadAsync(
        PortalDbContext db, Guid runId, IReadOnlyList<long> lines, Func<Providers.PersonFields, string?, string?> show, CancellationToken cancellationToken)
    {
        var wanted = lines.Take(MostLines).ToList();
        var stored = await db.Set<SyncEntry>().AsNoTracking()
            .Where(entry => entry.RunId == runId && wanted.Contains(entry.Id) && entry.Values != null)
            .Select(entry => new { entry.Id, entry.Values }).ToListAsync(cancellationToken);
        var values = new RunValues(protection, runId);
        var shown = new Dictionary<long, IReadOnlyList<ShownChange>>();
        foreach (var line in stored)
        {
            try
            {
                shown[line.Id] = [.. values.Unprotect(line.Values!).Select(change => new ShownChange(change.Field, show(change.Field, change.Old), show(change.Field, change.New)))];
            }
            catch (CryptographicException)
            {
                // the key ring lost the key: the line names its fields, and there are no values to show
            }
        }

        return shown;
    }
}

/// <summary>Why values stay masked.</summary>
public enum RevealRefusal
{
    /// <summary>The actor's role does not allow it.</summary>
    NotAllowed,

    /// <summary>No reason, or one that is too long.</summary>
    BadReason,

    /// <summary>There is no such run, or no value in these lines.</summary>
    NotFound,
}
