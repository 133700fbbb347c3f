using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Features.Setup.Together;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;
using System.Globalization;

namespace GiftedPortal.Features.Setup;

/// <summary>The wizard's engine: keeps every finished step and typed answer, and submits. Members act on their own customer's connection only.</summary>
public sealed partial class SetupService(
    IDbContextFactory<PortalDbContext> database,
    ConnectionService connections,
    CredentialService credentials,
    CredentialProtector protector,
    PermissionService permissions,
    ClockService clock,
    ClockScheduler moments,
    HandoverEnds handovers,
    HrisProviders providers,
    SetupRooms rooms,
    IEnumerable<ISubmissionListener> listeners,
    TimeProvider time)
{
    /// <summary>The set-up of the member's customer, begun on the first call; null for anybody who is not a member.</summary>
    public async Task<SetupState?> LoadAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (await connections.OfMemberAsync(actor, cancellationToken) is not { } connection)
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var guide = providers[connection.Provider].Guide;
        var changes = connection.Status is ConnectionStatus.ChangesRequested ? await ChangesAsync(db, connection.Id, cancellationToken) : [];
        var finished = await db.Set<FinishedStep>().Where(step => step.ConnectionId == connection.Id).ToListAsync(cancellationToken);
        var done = finished.Where(step => !SetupRules.IsReopened(changes, step.Slug, step.At)).ToDictionary(step => step.Slug, step => step.GuideVersion);
        var answers = await db.Set<SetupAnswer>().Where(answer => answer.ConnectionId == connection.Id).ToDictionaryAsync(answer => answer.Key, answer => answer.Value, cancellationToken);
        return new SetupState(connection, guide, SetupRules.StillFinished(guide, done), answers) { Changes = changes };
    }

    /// <summary>Marks a step as finished, or takes that back.</summary>
    /// <param name="slug">The step.</param>
    /// <param name="finished">Finished or not.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <param name="seat">The open page that says so, as it need not be told.</param>
    /// <returns>Null when done, else why not.</returns>
    public async Task<ConnectionRefusal?> FinishAsync(string slug, bool finished, Actor actor, CancellationToken cancellationToken, Guid? seat = null)
    {
        var (connection, refusal) = await InSetupAsync(actor, cancellationToken);
        if (connection is null)
        {
            return refusal;
        }

        if (providers[connection.Provider].Guide.Find(slug) is not { } step)
        {
            return new ConnectionRefusal.NotFound();
        }

        var state = step.Kind is StepKind.Members ? await LoadAsync(actor, cancellationToken) : null;
        if (finished && state?.Number(SetupAnswers.GroupMembers) is { } members and not 1)
        {
            return new ConnectionRefusal.WrongMembers(members);
        }

        if (finished && state is not null && state.Number(SetupAnswers.GroupMembers) is null)
        {
            // going on is allowed, but the dangerous step counts as done only with the number typed
            return null;
        }

        var guide = providers[connection.Provider].Guide;
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var existing = await db.Set<FinishedStep>().FirstOrDefaultAsync(step => step.ConnectionId == connection.Id && step.Slug == slug, cancellationToken);
        var reopened = existing is not null && SetupRules.IsReopened(await ChangesAsync(db, connection.Id, cancellationToken), slug, existing.At);
        if (existing is not null == finished && !(existing?.GuideVersion < step.Since) && !reopened)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (existing is not null && finished)
        {
            (existing.GuideVersion, existing.At, existing.By) = (guide.Version, now, actor.Name);
        }
        else if (existing is not null)
        {
            db.Remove(existing);
        }
        else
        {
            db.Add(new FinishedStep { ConnectionId = connection.Id, Slug = slug, GuideVersion = guide.Version, At = now, By = actor.Name });
            await handovers.StepFinishedAsync(db, connection, slug, actor, cancellationToken);
        }

        db.Add(AuditEntry.Of(actor, now, finished ? "step.finished" : "step.reopened", connection.CustomerId, connection.Id, newValue: slug));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || UniqueViolation.Caused(exception))
        {
            // a colleague or another tab said the same at this moment: theirs stands, with its audit row
        }

        rooms.Tell(connection.Id, seat);
        return null;
    }

    /// <summary>Saves what was typed or chosen, as it changes.</summary>
    /// <param name="key">One of <see cref="SetupAnswers"/>.</param>
    /// <param name="value">The answer; never a secret.</param>
    /// <param name="actor">Who typed.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <param name="seat">The open page that it was typed in, as it need not be told.</param>
    /// <returns>Null when saved, else why not.</returns>
    public async Task<ConnectionRefusal?> AnswerAsync(string key, string value, Actor actor, CancellationToken cancellationToken, Guid? seat = null)
    {
        if (!SetupAnswers.All.Contains(key))
        {
            throw new ArgumentOutOfRangeException(nameof(key), key, "Not a question of the set-up.");
        }

        if (value.Length > SetupAnswers.Longest)
        {
            return new ConnectionRefusal.TooLong(SetupAnswers.Longest);
        }

        var (connection, refusal) = await InSetupAsync(actor, cancellationToken);
        if (connection is null)
        {
            return refusal;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.UpsertAsync(new SetupAnswer { ConnectionId = connection.Id, Key = key, Value = value, At = time.GetUtcNow() }, cancellationToken);
        rooms.Tell(connection.Id, seat);
        return null;
    }

    /// <summary>Stores the credentials and asks the provider whether it accepts them. They are stored in either case.</summary>
    /// <returns>Why they could not be stored, or what the provider said.</returns>
    public async Task<(ConnectionRefusal? Refusal, CredentialCheck? Check)> SaveCredentialsAsync(string serviceUserId, Secret token, Actor actor, CancellationToken cancellationToken)
    {
        var (connection, refusal) = await InSetupAsync(actor, cancellationToken);
        if (connection is null)
        {
            return (refusal, null);
        }

        if (await credentials.SaveAsync(connection.Id, serviceUserId, token, actor, cancellationToken) is { } notSaved)
        {
            return (notSaved, null);
        }

        await ForgetTypedAsync(connection.Id, cancellationToken);
        await AnswerAsync(SetupAnswers.ServiceUserId, serviceUserId.Trim(), actor, cancellationToken);
        return (null, await CheckCredentialsAsync(actor, cancellationToken));
    }

    /// <summary>Asks the provider whether it accepts the stored credentials, and remembers what it said; null when none are stored.</summary>
    public async Task<CredentialCheck?> CheckCredentialsAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (await connections.OfMemberAsync(actor, cancellationToken) is not { } connection
            || await credentials.OpenAsync(connection.Id, actor, cancellationToken) is not { } access)
        {
            return null;
        }

        var check = await providers[connection.Provider].CheckCredentialsAsync(access, cancellationToken);
        await RememberLookAsync(connection.Id, check, cancellationToken);
        rooms.Tell(connection.Id, null);
        return check;
    }

    /// <summary>
    /// Asks another environment of the provider whether it accepts the stored credentials, and moves the connection there if it does.
    /// If not, nothing changes.
    /// </summary>
    /// <returns>What that environment said; null when it cannot be asked.</returns>
    public async Task<CredentialCheck?> TryEnvironmentAsync(string environment, Actor actor, CancellationToken cancellationToken)
    {
        var (connection, _) = await InSetupAsync(actor, cancellationToken);
        if (connection is null || !providers[connection.Provider].Environments.Contains(environment)
            || await credentials.OpenAsync(connection.Id, actor, cancellationToken) is not { } access)
        {
            return null;
        }

        var check = await providers[connection.Provider].CheckCredentialsAsync(access with { Environment = environment }, cancellationToken);
        return !check.Accepted || await connections.UseEnvironmentAsync(connection.Id, environment, actor, cancellationToken) is null ? check : null;
    }

    /// <summary>
    /// Submits: checks name and credentials, runs one full permission check so that nobody has to decide without evidence, and starts the clock.
    /// What is missing among the permissions does not refuse a submission; the reviewer sees it.
    /// </summary>
    /// <returns>Null when submitted, else why not; nothing typed is lost.</returns>
    public async Task<ConnectionRefusal?> SubmitAsync(Actor actor, CancellationToken cancellationToken, Guid? seat = null)
    {
        if (actor.Kind is ActorKind.Viewer)
        {
            return new ConnectionRefusal.NotAllowed();
        }

        if (await LoadAsync(actor, cancellationToken) is not { } state)
        {
            return new ConnectionRefusal.NotFound();
        }

        if (SetupRules.Blocks(state) is { } blocked)
        {
            return blocked;
        }

        var check = await permissions.CheckAsync(state.Connection.Id, actor, null, cancellationToken);
        if (check is not { CredentialsAccepted: true })
        {
            return check is null ? new ConnectionRefusal.NoCredentials() : new ConnectionRefusal.CredentialsNotAccepted(check.CredentialsFailure!.Value);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var connection = await db.Set<Connection>().FirstAsync(one => one.Id == state.Connection.Id, cancellationToken);
        var now = time.GetUtcNow();
        connection.CompanyName = CompanyName.Clean(state.CompanyName);
        (connection.Employees, connection.GroupMembers) = (state.Number(SetupAnswers.Employees), state.Number(SetupAnswers.GroupMembers));
        db.Add(new SetupConsent
        {
            ConnectionId = connection.Id,
            At = now,
            ById = actor.Id,
            ByName = actor.Name,
            TextVersion = ConsentText.Version,
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        });
        if (db.Record(connection, ConnectionOperation.Submit, actor, now, null) is { } notNow)
        {
            return notNow;
        }

        foreach (var listener in listeners)
        {
            await listener.SubmittingAsync(db, connection, now, cancellationToken);
        }

        await handovers.SubmittedAsync(db, state.Connection, actor, cancellationToken);
        await clock.NoteDueAsync(db, connection, cancellationToken);
        if (await db.SaveUnlessDecidedAsync(connection, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await ForgetTypedAsync(connection.Id, cancellationToken);
        rooms.Tell(connection.Id, seat);
        await moments.EnsureAsync(connection.Id, cancellationToken);
        foreach (var listener in listeners)
        {
            await listener.SubmittedAsync(connection.Id, cancellationToken);
        }

        return null;
    }

    private async Task<(ConnectionSummary? Connection, ConnectionRefusal? Refusal)> InSetupAsync(Actor actor, CancellationToken cancellationToken) =>
        await connections.OfMemberAsync(actor, cancellationToken) switch
        {
            _ when actor.Kind is ActorKind.Viewer => (null, new ConnectionRefusal.NotAllowed()),
            null => (null, new ConnectionRefusal.NotFound()),
            var connection when ConnectionLife.IsInSetup(connection.Status) => (connection, null),
            var connection => (null, new ConnectionRefusal.NotNow(connection.Status, ConnectionOperation.Submit)),
        };
}
