using GiftedPortal.Data;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Runs;

/// <summary>Ends that the database does not take: the process remembers them, and writes them as soon as it does.</summary>
internal sealed partial class RunLifecycle
{
    /// <summary>Ends a run that writes no roster.</summary>
    /// <exception cref="Exception">The database did not take it; <see cref="WriteEndsAsync"/> tries again.</exception>
    public async Task EndAsync(SyncRun run, SyncOutcome outcome, RunJournal journal, ProviderFailure? failure, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            await EndAsync(db, run, outcome, journal, plan: null, failure, held: null, cancellationToken);
            node.Unwritten.Remove(run.Id);
        }
        catch (Exception error) when (StorageTrouble.IsCauseOf(error))
        {
            Log.Unwritten(logger, error, run.Id, outcome);
            if (node.Unwritten.Add(new UnwrittenEnd(run, outcome, journal, failure)))
            {
                journal.Failed($"The end of the run could not be written at once: {StorageTrouble.Of(error) ?? error.GetType().Name}.");
            }

            throw;
        }
    }

    /// <summary>Writes the ends that the database did not take before. Those that it does not take now either are kept.</summary>
    public async Task WriteEndsAsync(CancellationToken cancellationToken)
    {
        foreach (var end in node.Unwritten.All)
        {
            try
            {
                await using var db = await database.CreateDbContextAsync(cancellationToken);
                await EndAsync(db, end.Run, end.Outcome, end.Journal, plan: null, end.Failure, held: null, cancellationToken);
                node.Unwritten.Remove(end.Run.Id);
                Log.Written(logger, end.Run.Id, end.Outcome);
            }
            catch (Exception error) when (StorageTrouble.IsCauseOf(error))
            {
                Log.Unwritten(logger, error, end.Run.Id, end.Outcome);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // a mistake of ours: the run will be given up like one whose process is gone
                Log.Lost(logger, error, end.Run.Id, end.Outcome);
                node.Unwritten.Remove(end.Run.Id);
            }
        }
    }

    /// <summary>Others took the process of a run for gone: at least the run's calls, and what was the matter, are told. What is about people is not, they may be erased by now.</summary>
    private async Task TellWhyAsync(SyncRun run, RunJournal journal, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<SyncRun>().AnyAsync(one => one.Id == run.Id && one.Outcome == SyncOutcome.ProcessEnded, cancellationToken))
        {
            AddLines(db, run, [.. journal.Entries().Where(entry => entry.PersonId is null)], about: []);
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
