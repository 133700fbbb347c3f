using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections.Credentials;

/// <summary>Stores a connection's credentials, and opens them for calls to the provider. What is stored is never shown again.</summary>
public sealed class CredentialService(IDbContextFactory<PortalDbContext> database, CredentialProtector protector, TimeProvider time)
{
    /// <summary>Longest service user id, in characters.</summary>
    public const int LongestId = 200;

    /// <summary>Longest token, in characters; real ones are far shorter.</summary>
    public const int LongestToken = 2000;

    /// <summary>
    /// Stores credentials while the set-up is open. They are stored even when the provider has not accepted them yet:
    /// nothing typed is lost, and <c>Submit</c> asks again.
    /// </summary>
    /// <returns>Null when stored, else why not.</returns>
    public async Task<ConnectionRefusal?> SaveAsync(Guid connectionId, string serviceUserId, Secret token, Actor actor, CancellationToken cancellationToken)
    {
        if (Usable(serviceUserId, token) is not { } usable)
        {
            return new ConnectionRefusal.BadCredentials();
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var connection = await db.Set<Connection>().FirstOrDefaultAsync(one => one.Id == connectionId, cancellationToken);
        if (connection is null || !actor.IsMemberOf(connection.CustomerId))
        {
            return new ConnectionRefusal.NotFound();
        }

        if (!ConnectionLife.IsInSetup(connection.Status))
        {
            return new ConnectionRefusal.NotNow(connection.Status, ConnectionOperation.Submit);
        }

        var now = time.GetUtcNow();
        db.Add(AuditEntry.Of(actor, now, "credentials.saved", connection.CustomerId, connection.Id, connection.ServiceUserId, usable.Id));
        connection.ServiceUserId = usable.Id;
        connection.ProtectedToken = protector.Protect(connection.Id, usable.Token);
        connection.CredentialsSavedAt = now;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            // a colleague submitted at this moment: what was submitted stays as it was
            return new ConnectionRefusal.NotNow(ConnectionStatus.Submitted, ConnectionOperation.Submit);
        }
    }

    /// <summary>The stored credentials, or null: no such connection for this actor, or none stored.</summary>
    public async Task<ProviderConnection?> OpenAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var connection = await db.Set<Connection>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == connectionId, cancellationToken);
        return connection is not null && actor.Kind is not ActorKind.Viewer && actor.MaySee(connection.CustomerId) && connection.HasCredentials
            ? new ProviderConnection(connection.Environment, connection.ServiceUserId!, protector.Unprotect(connection.Id, connection.ProtectedToken!)) { ConnectionId = connection.Id }
            : null;
    }

    /// <summary>The pair without surrounding white space; null when it cannot be an id and a token.</summary>
    internal static PastedPair? Usable(string serviceUserId, Secret token)
    {
        var (id, trimmed) = (serviceUserId.Trim(), new Secret(token.Value.Trim()));
        return IsUsable(id, LongestId) && IsUsable(trimmed.Value, LongestToken) && !id.Contains(':') && !PasteDoctor.Examine(id, trimmed).MixesIdAndToken
            ? new PastedPair(id, trimmed)
            : null;
    }

    /// <summary>Printable ASCII without white space: what a Basic header can carry, and what the provider hands out.</summary>
    private static bool IsUsable(string text, int longest) =>
        text.Length > 0 && text.Length <= longest && text.All(character => character is > ' ' and < (char)127);
}
