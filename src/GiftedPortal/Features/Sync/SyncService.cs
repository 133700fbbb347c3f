using System.Security.Cryptography;
using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync;

/// <summary>
/// Carries out sync runs: reads everybody at the provider as a stream, plans the differences, and writes them all or none of them.
/// </summary>
internal sealed partial class SyncService(
    IDbContextFactory<PortalDbContext> database,
    RunLifecycle runs,
    ConnectionService connections,
    CredentialService credentials,
    PermissionService permissions,
    HrisProviders providers,
    SyncPolicy policy,
    TimeProvider time,
    ILogger<SyncService> logger)
{
    /// <summary>Carries out one run.</summary>
    /// <returns>The run as it ended; null when the connection does not sync now, or a run of it is under way.</returns>
    /// <exception cref="OperationCanceledException">The process was asked to end; the run is recorded as interrupted.</exception>
    public async Task<SyncRun?> RunAsync(Guid connectionId, SyncTrigger trigger, Actor actor, CancellationToken cancellationToken)
    {
        if (await runs.BeginAsync(connectionId, trigger, actor, cancellationToken) is not { } run)
        {
            return null;
        }

        var journal = new RunJournal(run.Id, time);
        try
        {
            await CarryOutAsync(run, journal, cancellationToken);
        }
        catch (ProviderException error)
        {
            journal.Failed($"{error.Failure.Call}: {error.Failure.Detail}");
            await runs.EndAsync(run, SyncOutcomes.Of(error.Failure.Kind), journal, plan: null, error.Failure, cancellationToken);
        }
        catch (Exception error)
        {
            // recorded even when the process ends, so that nobody has to wait until the run counts as orphaned
            var outcome = cancellationToken.IsCancellationRequested ? SyncOutcome.ProcessEnded : SyncOutcome.PortalFailed;
            Log.Failed(logger, error, run.Id, outcome);
            journal.Failed(error.GetType().Name);
            await runs.EndAsync(run, outcome, journal, plan: null, failure: null, CancellationToken.None);
            throw;
        }

        return run;
    }

    private async Task CarryOutAsync(SyncRun run, RunJournal journal, CancellationToken cancellationToken)
    {
        var system = Actor.System("sync");
        var connection = await connections.FindAsync(run.ConnectionId, system, cancellationToken)
            ?? throw new InvalidOperationException($"Connection {run.ConnectionId} is gone.");
        ProviderConnection? access;
        try
        {
            access = await credentials.OpenAsync(run.ConnectionId, system, cancellationToken);
        }
        catch (CryptographicException)
        {
            await runs.EndAsync(run, SyncOutcome.CredentialsUnreadable, journal, plan: null, failure: null, cancellationToken);
            return;
        }

        if (access is null)
        {
            await runs.EndAsync(run, SyncOutcome.NoCredentials, journal, plan: null, failure: null, cancellationToken);
            return;
        }

        // what is lost is told before people are read without it; and a rejected token is not shown to the provider twice
        var check = await permissions.CheckAsync(run.ConnectionId, system, progress: null, cancellationToken);
        if (check?.CredentialsFailure is (FailureKind.CredentialsRejected or FailureKind.Blocked or FailureKind.RateLimited) and var kind)
        {
            journal.Failed($"The permission check before the sync: {kind}");
            await runs.EndAsync(run, SyncOutcomes.Of(kind), journal, plan: null, new ProviderFailure(kind, "permission check", null, RetryAtOf(check), kind.ToString()), cancellationToken);
            return;
        }

        RosterPlan plan;
        var account = connection.AccountId;
        await using (new RunPulse(run.Id, database, time, logger))
        {
            using var diff = await CompareWithAsync(run.ConnectionId, cancellationToken);
            plan = diff.Plan;
            await foreach (var person in providers[connection.Provider].ReadPeopleAsync(access, journal.Called, cancellationToken))
            {
                if (person.AccountId is { } shown && shown != (account ??= shown))
                {
                    journal.Failed("The people belong to another account than the connection.");
                    await runs.EndAsync(run, SyncOutcome.OtherAccount, journal, plan: null, failure: null, cancellationToken);
                    return;
                }

                await diff.SeeAsync(person, cancellationToken);
            }

            await diff.FinishAsync(cancellationToken);
        }

        journal.Found(plan);
        if (policy.Brakes(plan.Endangered.Count, plan.Present))
        {
            journal.Held(plan);
            await runs.EndAsync(run, SyncOutcome.Brake, journal, plan, failure: null, cancellationToken);
        }
        else if (!await runs.CompleteAsync(run, journal, plan, account, cancellationToken))
        {
            await runs.EndAsync(run, SyncOutcome.ConnectionStopped, journal, plan: null, failure: null, cancellationToken);
        }
    }

    private static DateTimeOffset? RetryAtOf(PermissionCheck check) =>
        check.Findings.Select(finding => finding.Outcome).OfType<PermissionOutcome.Unjudged>().Max(outcome => outcome.Until);

    private async Task<RosterDiff> CompareWithAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var index = await RosterIndex.LoadAsync(db, connectionId, cancellationToken);
        return new RosterDiff(index, async (people, token) =>
        {
            await using var rows = await database.CreateDbContextAsync(token);
            return await rows.Set<Employee>().AsNoTracking()
                .Where(employee => employee.ConnectionId == connectionId && people.Contains(employee.PersonId))
                .ToListAsync(token);
        });
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Sync run {RunId} ended early: {Outcome}")]
        public static partial void Failed(ILogger logger, Exception error, Guid runId, SyncOutcome outcome);
    }
}
