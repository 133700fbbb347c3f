using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup.Typing;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Setup;

/// <summary>What is typed but not submitted yet.</summary>
public sealed partial class SetupService
{
    /// <summary>Longest text that is kept of a field that holds a secret, in characters; what is longer cannot be a token.</summary>
    public const int LongestTyped = CredentialService.LongestToken * 2;

    /// <summary>
    /// Saves what stands in a field while somebody types. An id is an answer; a token, and an id that may be a token in the wrong field, is kept encrypted.
    /// </summary>
    /// <param name="key">One of <see cref="SetupAnswers.All"/>, or <see cref="SetupAnswers.Token"/>.</param>
    /// <param name="text">What stands in the field; empty when it was cleared.</param>
    /// <param name="actor">Who types.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <param name="seat">The open page that it is typed in, as it need not be told.</param>
    /// <returns>Null when saved, else why not.</returns>
    public async Task<ConnectionRefusal?> TypeAsync(string key, Secret text, Actor actor, CancellationToken cancellationToken, Guid? seat = null)
    {
        if (key is not SetupAnswers.Token and not SetupAnswers.ServiceUserId)
        {
            return await AnswerAsync(key, text.Value, actor, cancellationToken, seat);
        }

        var secret = key is SetupAnswers.Token || PasteDoctor.MayHoldToken(text.Value);
        if (text.Value.Length > LongestTyped)
        {
            return new ConnectionRefusal.TooLong(LongestTyped);
        }

        var (connection, refusal) = await InSetupAsync(actor, cancellationToken);
        if (connection is null)
        {
            return refusal;
        }

        await KeepSecretAsync(connection.Id, key, secret ? text : new Secret(""), actor, cancellationToken);
        if (!secret)
        {
            return await AnswerAsync(key, text.Value.Trim(), actor, cancellationToken, seat);
        }

        rooms.Tell(connection.Id, seat);
        return null;
    }

    /// <summary>What was typed into the credentials' fields and is not saved as credentials yet, by field.</summary>
    public async Task<IReadOnlyDictionary<string, Typed>> TypedAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind is not ActorKind.Member || await connections.OfMemberAsync(actor, cancellationToken) is not { } connection)
        {
            return new Dictionary<string, Typed>();
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var kept = await db.Set<TypedSecret>().AsNoTracking().Where(one => one.ConnectionId == connection.Id).ToListAsync(cancellationToken);
        return kept.ToDictionary(one => one.Key, one => new Typed(protector.Unprotect(connection.Id, one.ProtectedText), one.By, one.At));
    }

    /// <summary>What the provider said last of the stored credentials; null when it was not asked since they were stored.</summary>
    public async Task<CredentialLook?> LastLookAsync(ConnectionSummary connection, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<CredentialLook>().AsNoTracking()
            .FirstOrDefaultAsync(one => one.ConnectionId == connection.Id && one.At >= connection.CredentialsSavedAt, cancellationToken);
    }

    private async Task KeepSecretAsync(Guid connectionId, string key, Secret text, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (text.Value.Length == 0)
        {
            await db.Set<TypedSecret>().Where(one => one.ConnectionId == connectionId && one.Key == key).ExecuteDeleteAsync(cancellationToken);
            return;
        }

        var kept = new TypedSecret { ConnectionId = connectionId, Key = key, ProtectedText = protector.Protect(connectionId, text), At = time.GetUtcNow(), By = actor.Name };
        await db.UpsertAsync(kept, cancellationToken);
    }

    private async Task ForgetTypedAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Set<TypedSecret>().Where(one => one.ConnectionId == connectionId).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task RememberLookAsync(Guid connectionId, CredentialCheck check, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.UpsertAsync(new CredentialLook { ConnectionId = connectionId, At = time.GetUtcNow(), Failure = check.Accepted ? null : check.Failure?.Kind }, cancellationToken);
    }
}
