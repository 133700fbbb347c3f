using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync.Brake;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Roster.Staging;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Runs;

/// <summary>
/// Begins and ends runs, each with the connection's transition in the same transaction. The status of a run and of a connection are
/// concurrency tokens, so a run that others gave up, or whose connection changed meanwhile, cannot write what it read.
/// </summary>
internal sealed partial class RunLifecycle(IDbContextFactory<PortalDbContext> database, BrakeLetters letters, SyncNode node, TimeProvider time, ILogger<RunLifecycle> logger)
{
    private const int Attempts = 3;

    /// <summary>Begins a run; null when the connection does not sync now, or another run of it is under way.</summary>
    public async Task<SyncRun?> BeginAsync(Guid connectionId, SyncTrigger trigger, Actor actor, CancellationToken cancellationToken)
    {
        await WriteEndsAsync(cancellationToken);
        var now = time.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (!await GiveUpOrphanAsync(db, connectionId, now, cancellationToken)
            || await db.Set<Connection>().FirstOrDefaultAsync(one => one.Id == connectionId, cancellationToken) is not { } connection
            || !ConnectionLife.Syncs(connection.Status))
        {
            return null;
        }

        var last = await db.Set<SyncRun>().AsNoTracking().Where(one => one.ConnectionId == connectionId).OrderByDescending(one => one.StartedAt).FirstOrDefaultAsync(cancellationToken);
        if (trigger == SyncTrigger.Recovery && last?.Status == SyncRunStatus.Succeeded)
        {
            // the scheduler and the reconciliation both see to an interrupted run; whoever comes second has nothing to recover
            return null;
        }

        if (trigger == SyncTrigger.Scheduled && await RestingCredentials.RestAsync(db, connection, cancellationToken))
        {
            return null;
        }

        var run = new SyncRun
        {
            Id = Guid.CreateVersion7(now),
            ConnectionId = connectionId,
            CustomerId = connection.CustomerId,
            Trigger = trigger != SyncTrigger.Scheduled ? trigger
                : last?.Outcome == SyncOutcome.ProcessEnded ? SyncTrigger.Recovery
                : connection.Status is ConnectionStatus.Approved or ConnectionStatus.FirstSync ? SyncTrigger.First
                : SyncTrigger.Scheduled,
            StartedBy = actor.Name,
            Node = node.Name,
            StartedAt = now,
            AliveAt = now,
        };
        db.Add(run);
        if (connection.Status == ConnectionStatus.Approved)
        {
            db.Record(connection, ConnectionOperation.StartFirstSync, actor, now, reason: null);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return run;
        }
        catch (DbUpdateConcurrencyException)
        {
            // the connection was paused or ended at this moment
            return null;
        }
        catch (DbUpdateException error) when (UniqueViolation.Caused(error))
        {
            // another process began one at this moment: the unique index kept one
            return null;
        }
    }

    /// <summary>Ends a run that the brake stopped: whom it counted is written down, for somebody to decide.</summary>
    public Task StopAsync(SyncRun run, RunJournal journal, RosterPlan plan, RosterStaging staging, CancellationToken cancellationToken) =>
        EndAsync(staging.Db, run, SyncOutcome.Brake, journal, plan, failure: null, staging, cancellationToken);

    private async Task EndAsync(
        PortalDbContext db, SyncRun run, SyncOutcome outcome, RunJournal journal, RosterPlan? plan, ProviderFailure? failure, RosterStaging? held, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = time.GetUtcNow();
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            Finish(db, run, outcome, journal, plan, failure, now);
            if (await DeservesAttentionAsync(db, run, outcome, cancellationToken))
            {
                var connection = await db.Set<Connection>().FirstAsync(one => one.Id == run.ConnectionId, cancellationToken);
                // refused when it needs attention already, or was paused: then there is nothing to raise
                db.Record(connection, ConnectionOperation.RaiseAttention, System, now, outcome.ToString());
            }

            if (held is not null)
            {
                await letters.AddAsync(db, run, cancellationToken);
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                await (held?.HoldAsync(now, cancellationToken) ?? Task.CompletedTask);
                await transaction.CommitAsync(cancellationToken);
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                await transaction.RollbackAsync(cancellationToken);
                if (!await IsRunningAsync(run.Id, cancellationToken))
                {
                    Log.GivenUp(logger, run.Id);
                    await TellWhyAsync(run, journal, cancellationToken);
                    return;
                }

                if (attempt == Attempts)
                {
                    throw;
                }

                // the connection changed at this moment: look again
            }
        }
    }

    /// <summary>Writes the roster and ends the run, all in one transaction.</summary>
    /// <returns>False: the connection no longer syncs, or others gave the run up; nothing was written.</returns>
    public async Task<bool> CompleteAsync(SyncRun run, RunJournal journal, RosterPlan plan, RosterStaging staging, string? accountId, CancellationToken cancellationToken)
    {
        var (db, now) = (staging.Db, time.GetUtcNow());
        await using var transaction = await staging.TransactionAsync(cancellationToken);
        // holds the connection's row until the end, so that nobody erases its people while they are written, and nobody pauses it
        var held = await db.Set<Connection>()
            .Where(one => one.Id == run.ConnectionId && SyncingStatuses.All.Contains(one.Status))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.AccountId, one => one.AccountId ?? accountId), cancellationToken);
        if (held == 0)
        {
            return false;
        }

        var first = !await db.Set<SyncRun>().AnyAsync(one => one.ConnectionId == run.ConnectionId && one.Status == SyncRunStatus.Succeeded, cancellationToken);
        var outcome = first ? SyncOutcome.FirstRoster : plan.ChangesAnybody ? SyncOutcome.Changed : SyncOutcome.Unchanged;
        Finish(db, run, outcome, journal, plan, failure: null, now);
        var connection = await db.Set<Connection>().FirstAsync(one => one.Id == run.ConnectionId, cancellationToken);
        if (connection.Status is not ConnectionStatus.Live && !await LacksPermissionsAsync(db, run.ConnectionId, cancellationToken))
        {
            db.Record(connection, ConnectionOperation.GoLive, System, now, reason: null);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // of what is written, others can have changed the run alone
            Log.GivenUp(logger, run.Id);
            return false;
        }

        await staging.ApplyAsync(now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Gives up every run whose process is gone.</summary>
    /// <returns>Their connections.</returns>
    public async Task<IReadOnlyList<Guid>> GiveUpOrphansAsync(CancellationToken cancellationToken)
    {
        await WriteEndsAsync(cancellationToken);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var running = await db.Set<SyncRun>().AsNoTracking().Where(run => run.Status == SyncRunStatus.Running).ToListAsync(cancellationToken);
        var orphans = running.Where(run => node.IsGone(run, time.GetUtcNow())).Select(run => run.ConnectionId).ToList();
        foreach (var connectionId in orphans)
        {
            await GiveUpOrphanAsync(db, connectionId, time.GetUtcNow(), cancellationToken);
        }

        return orphans;
    }

    /// <summary>Gives up the connection's run if its process is gone.</summary>
    /// <returns>True: no run of the connection is under way any more.</returns>
    private async Task<bool> GiveUpOrphanAsync(PortalDbContext db, Guid connectionId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.Set<SyncRun>().FirstOrDefaultAsync(run => run.ConnectionId == connectionId && run.Status == SyncRunStatus.Running, cancellationToken) is not { } running)
        {
            return true;
        }

        if (!node.IsGone(running, now))
        {
            return false;
        }

        (running.Status, running.Outcome, running.FinishedAt) = (SyncRunStatus.Interrupted, SyncOutcome.ProcessEnded, now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // it ended, or another process gave it up and may have begun its successor
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private static void Finish(PortalDbContext db, SyncRun run, SyncOutcome outcome, RunJournal journal, RosterPlan? plan, ProviderFailure? failure, DateTimeOffset now)
    {
        run.Status = SyncOutcomes.StatusOf(outcome);
        run.Outcome = outcome;
        run.FinishedAt = now;
        run.Calls = journal.Calls;
        run.PeopleRead = plan?.PeopleRead ?? 0;
        run.Added = plan?.Count(SyncEntryKind.Added) ?? 0;
        run.Changed = plan?.Count(SyncEntryKind.Changed) ?? 0;
        run.Left = plan?.Count(SyncEntryKind.Left) ?? 0;
        run.FailureKind = failure?.Kind;
        run.RetryAt = failure?.RetryAt;
        // whatever an earlier try left in memory: it ends only if the database still has it running
        db.Update(run).Property(one => one.Status).OriginalValue = SyncRunStatus.Running;
        AddLines(db, run, [.. journal.Entries()], about: outcome switch
        {
            SyncOutcome.Brake => [SyncEntryCode.HeldByBrake],
            SyncOutcome.Changed when plan?.Count(SyncEntryKind.Warning) > 0 => [SyncEntryCode.Missing],
            _ => [],
        });
    }

    /// <summary>The lines, and which warnings there are among them and, in <paramref name="about"/>, among the lines about people, which are not made one by one.</summary>
    private static void AddLines(PortalDbContext db, SyncRun run, List<SyncEntry> lines, SyncEntryCode[] about)
    {
        db.AddRange(lines);
        var warnings = lines.Where(line => line.Kind == SyncEntryKind.Warning).Select(line => line.Code);
        db.AddRange(warnings.Concat(about).Distinct().Select(code => new SyncFinding { RunId = run.Id, Code = code, CustomerId = run.CustomerId }));
    }

    private static async Task<bool> DeservesAttentionAsync(PortalDbContext db, SyncRun run, SyncOutcome outcome, CancellationToken cancellationToken)
    {
        if (!SyncOutcomes.MayPass(outcome))
        {
            return SyncOutcomes.NeedsSomebody(outcome);
        }

        var before = await db.Set<SyncRun>().AsNoTracking()
            .Where(one => one.ConnectionId == run.ConnectionId && one.Id != run.Id && one.Status != SyncRunStatus.Interrupted)
            .OrderByDescending(one => one.StartedAt)
            .Take(SyncOutcomes.Tries - 1)
            .Select(one => one.Status)
            .ToListAsync(cancellationToken);
        return before.Count == SyncOutcomes.Tries - 1 && before.TrueForAll(status => status == SyncRunStatus.Failed);
    }

    // people can be read without a lost permission, but not all that Gifted counts on: the check that sees it again ends that
    private static async Task<bool> LacksPermissionsAsync(PortalDbContext db, Guid connectionId, CancellationToken cancellationToken) =>
        await db.Set<PermissionCheck>().AsNoTracking().Where(check => check.ConnectionId == connectionId).OrderByDescending(check => check.At).FirstOrDefaultAsync(cancellationToken)
            is { Lost.Count: > 0 };

    private async Task<bool> IsRunningAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<SyncRun>().AnyAsync(run => run.Id == runId && run.Status == SyncRunStatus.Running, cancellationToken);
    }

    private static Actor System { get; } = Actor.System("sync");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Sync run {RunId} was given up while it still ran; what it read is dropped")]
        public static partial void GivenUp(ILogger logger, Guid runId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The end of sync run {RunId}, {Outcome}, could not be written; it will be as soon as the database takes it")]
        public static partial void Unwritten(ILogger logger, Exception error, Guid runId, SyncOutcome outcome);

        [LoggerMessage(Level = LogLevel.Information, Message = "The end of sync run {RunId}, {Outcome}, is written")]
        public static partial void Written(ILogger logger, Guid runId, SyncOutcome outcome);

        [LoggerMessage(Level = LogLevel.Error, Message = "The end of sync run {RunId}, {Outcome}, cannot be written")]
        public static partial void Lost(ILogger logger, Exception error, Guid runId, SyncOutcome outcome);
    }
}
