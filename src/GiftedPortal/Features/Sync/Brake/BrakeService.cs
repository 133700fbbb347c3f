using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Brake;

/// <summary>
/// Takes the decision on a run that the brake stopped. A stopped run keeps whom it would have touched, and no values. To continue it is to run again at once with these
/// people let pass: what Bob shows by then is what is written, and anybody beyond the list counts for the brake as before.
/// </summary>
public sealed class BrakeService(IDbContextFactory<PortalDbContext> database, SyncScheduler syncs, TimeProvider time)
{
    /// <summary>Decides. Of two who decide at once, the second is told that the first did.</summary>
    public async Task<BrakeAnswer> DecideAsync(Guid runId, BrakeDecision decision, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Operator | StaffRoles.Admin))
        {
            return BrakeAnswer.NotAllowed;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<SyncRun>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == runId && one.Status == SyncRunStatus.Stopped, cancellationToken) is not { } run)
        {
            return BrakeAnswer.NotFound;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.Set<Connection>().AnyAsync(one => one.Id == run.ConnectionId && SyncingStatuses.All.Contains(one.Status), cancellationToken))
        {
            return BrakeAnswer.NotNow;
        }

        var now = time.GetUtcNow();
        var decided = await db.Set<SyncRun>().Where(one => one.Id == runId && one.Decision == null).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Decision, decision).SetProperty(one => one.DecidedAt, now).SetProperty(one => one.DecidedBy, actor.Name), cancellationToken);
        if (decided == 0)
        {
            return BrakeAnswer.AlreadyDecided;
        }

        // a later run found something else, or nothing any more: that one counts
        if (await BrakeList.LaterAsync(db, run, cancellationToken))
        {
            return BrakeAnswer.Superseded;
        }

        db.Add(AuditEntry.Of(actor, now, decision is BrakeDecision.Continue ? "sync.continued" : "sync.dropped", run.CustomerId, run.ConnectionId, newValue: $"run {runId}"));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (decision is BrakeDecision.Continue)
        {
            await syncs.StartAsync(run.ConnectionId, actor, cancellationToken);
        }

        return BrakeAnswer.Done;
    }
}

/// <summary>What became of a decision.</summary>
public enum BrakeAnswer
{
    /// <summary>It is taken; to continue, a run starts at once.</summary>
    Done,

    /// <summary>Somebody was first.</summary>
    AlreadyDecided,

    /// <summary>A later run succeeded, or stopped with a list of its own.</summary>
    Superseded,

    /// <summary>The connection was paused or ended.</summary>
    NotNow,

    /// <summary>There is no such stopped run.</summary>
    NotFound,

    /// <summary>The actor's role does not allow it.</summary>
    NotAllowed,
}
