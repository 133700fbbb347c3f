using System.Security.Cryptography;
using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Brake;
using GiftedPortal.Features.Sync.Checks;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Roster.Staging;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using Microsoft.AspNetCore.DataProtection;
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
    RunChecks checks,
    HrisProviders providers,
    IDataProtectionProvider protection,
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
            await runs.EndAsync(run, SyncOutcomes.Of(error.Failure.Kind), journal, error.Failure, CancellationToken.None);
        }
        catch (Exception error)
        {
            // recorded even when the process ends, so that nobody has to wait until the run counts as orphaned
            var outcome = cancellationToken.IsCancellationRequested ? SyncOutcome.ProcessEnded : SyncOutcome.PortalFailed;
            Log.Failed(logger, error, run.Id, outcome);
            journal.Failed(StorageTrouble.Of(error) ?? error.GetType().Name);
            await runs.EndAsync(run, outcome, journal, failure: null, CancellationToken.None);
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
            await runs.EndAsync(run, SyncOutcome.CredentialsUnreadable, journal, failure: null, cancellationToken);
            return;
        }

        if (access is null)
        {
            await runs.EndAsync(run, SyncOutcome.NoCredentials, journal, failure: null, cancellationToken);
            return;
        }

        if (await checks.BeforeReadingAsync(run.ConnectionId, cancellationToken) is { } failure)
        {
            journal.Failed($"The permission check before the sync: {failure.Kind}");
            await runs.EndAsync(run, SyncOutcomes.Of(failure.Kind), journal, failure, cancellationToken);
            return;
        }

        await using var staging = await RosterStaging.OpenAsync(database, run, time, cancellationToken);
        var (plan, account) = await ReadAsync(run, connection, access, staging, journal, cancellationToken);
        if (plan is null)
        {
            journal.Failed("The people belong to another account than the connection.");
            await runs.EndAsync(run, SyncOutcome.OtherAccount, journal, failure: null, cancellationToken);
            return;
        }

        journal.Found(plan);
        if (policy.Brakes(plan.Endangered, plan.Present))
        {
            await runs.StopAsync(run, journal, plan, staging, cancellationToken);
        }
        else if (!await runs.CompleteAsync(run, journal, plan, staging, account, cancellationToken))
        {
            await runs.EndAsync(run, SyncOutcome.ConnectionStopped, journal, failure: null, cancellationToken);
        }
    }

    /// <summary>Reads everybody and stages the differences.</summary>
    /// <returns>The plan, and the account that the people belong to; no plan when it is another one than the connection's.</returns>
    private async Task<(RosterPlan? Plan, string? Account)> ReadAsync(
        SyncRun run, ConnectionSummary connection, ProviderConnection access, RosterStaging staging, RunJournal journal, CancellationToken cancellationToken)
    {
        await using var pulse = new RunPulse(run.Id, database, time, logger);
        var (index, letPass) = await RosterAsync(run.ConnectionId, cancellationToken);
        var account = connection.AccountId;
        var diff = new RosterDiff(run, index, new RosterRows(database, run.ConnectionId), staging, new RunValues(protection, run.Id), letPass);
        await foreach (var person in providers[connection.Provider].ReadPeopleAsync(access, journal.Called, diff.IsUnchanged, cancellationToken))
        {
            if (person.AccountId is { } shown && shown != (account ??= shown))
            {
                return (null, account);
            }

            await diff.SeeAsync(person, cancellationToken);
        }

        await diff.FinishAsync(cancellationToken);
        return (diff.Plan, account);
    }

    private async Task<(RosterIndex Index, IReadOnlySet<string> LetPass)> RosterAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return (await RosterIndex.LoadAsync(db, connectionId, cancellationToken), await BrakeList.LetPassAsync(db, connectionId, cancellationToken));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Sync run {RunId} ended early: {Outcome}")]
        public static partial void Failed(ILogger logger, Exception error, Guid runId, SyncOutcome outcome);
    }
}
