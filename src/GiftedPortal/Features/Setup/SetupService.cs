using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Setup;

/// <summary>The wizard's engine: keeps every finished step and typed answer, and submits. Members act on their own customer's connection only.</summary>
public sealed class SetupService(
    IDbContextFactory<PortalDbContext> database,
    ConnectionService connections,
    CredentialService credentials,
    PermissionService permissions,
    ClockService clock,
    ClockScheduler moments,
    HrisProviders providers,
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
        var finished = await db.Set<FinishedStep>().Where(step => step.ConnectionId == connection.Id).Select(step => step.Slug).ToListAsync(cancellationToken);
        var answers = await db.Set<SetupAnswer>().Where(answer => answer.ConnectionId == connection.Id).ToDictionaryAsync(answer => answer.Key, answer => answer.Value, cancellationToken);
        return new SetupState(connection, providers[connection.Provider].Guide, finished.ToHashSet(), answers);
    }

    /// <summary>Marks a step as finished, or takes that back.</summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<ConnectionRefusal?> FinishAsync(string slug, bool finished, Actor actor, CancellationToken cancellationToken)
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

        if (finished && step.Kind is StepKind.Members && (await LoadAsync(actor, cancellationToken))?.Number(SetupAnswers.GroupMembers) is { } members and not 1)
        {
            return new ConnectionRefusal.WrongMembers(members);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var existing = await db.Set<FinishedStep>().FirstOrDefaultAsync(step => step.ConnectionId == connection.Id && step.Slug == slug, cancellationToken);
        if (existing is not null == finished)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (existing is not null)
        {
            db.Remove(existing);
        }
        else
        {
            db.Add(new FinishedStep { ConnectionId = connection.Id, Slug = slug, GuideVersion = connection.GuideVersion, At = now, By = actor.Name });
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

        return null;
    }

    /// <summary>Saves what was typed or chosen, as it changes.</summary>
    /// <param name="key">One of <see cref="SetupAnswers"/>.</param>
    /// <param name="value">The answer; never a secret.</param>
    /// <param name="actor">Who typed.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>Null when saved, else why not.</returns>
    public async Task<ConnectionRefusal?> AnswerAsync(string key, string value, Actor actor, CancellationToken cancellationToken)
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
        var now = time.GetUtcNow();
        var answer = await db.Set<SetupAnswer>().FirstOrDefaultAsync(one => one.ConnectionId == connection.Id && one.Key == key, cancellationToken);
        if (answer is null)
        {
            db.Add(new SetupAnswer { ConnectionId = connection.Id, Key = key, Value = value, At = now });
        }
        else
        {
            (answer.Value, answer.At) = (value, now);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException exception) when (UniqueViolation.Caused(exception))
        {
            // two people gave the first answer at once: the row is there now, the later one wins
            return await AnswerAsync(key, value, actor, cancellationToken);
        }
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

        await AnswerAsync(SetupAnswers.ServiceUserId, serviceUserId.Trim(), actor, cancellationToken);
        return (null, await CheckCredentialsAsync(actor, cancellationToken));
    }

    /// <summary>Asks the provider whether it accepts the stored credentials; null when none are stored.</summary>
    public async Task<CredentialCheck?> CheckCredentialsAsync(Actor actor, CancellationToken cancellationToken) =>
        await connections.OfMemberAsync(actor, cancellationToken) is { } connection
        && await credentials.OpenAsync(connection.Id, actor, cancellationToken) is { } access
            ? await providers[connection.Provider].CheckCredentialsAsync(access, cancellationToken)
            : null;

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
    public async Task<ConnectionRefusal?> SubmitAsync(Actor actor, CancellationToken cancellationToken)
    {
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
        if (db.Record(connection, ConnectionOperation.Submit, actor, now, null) is { } notNow)
        {
            return notNow;
        }

        await clock.NoteDueAsync(db, connection, cancellationToken);
        if (await db.SaveUnlessDecidedAsync(connection, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await moments.EnsureAsync(connection.Id, cancellationToken);
        return null;
    }

    private async Task<(ConnectionSummary? Connection, ConnectionRefusal? Refusal)> InSetupAsync(Actor actor, CancellationToken cancellationToken) =>
        await connections.OfMemberAsync(actor, cancellationToken) switch
        {
            null => (null, new ConnectionRefusal.NotFound()),
            var connection when ConnectionLife.IsInSetup(connection.Status) => (connection, null),
            var connection => (null, new ConnectionRefusal.NotNow(connection.Status, ConnectionOperation.Submit)),
        };
}
