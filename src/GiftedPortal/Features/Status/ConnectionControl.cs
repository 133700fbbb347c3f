using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync;

namespace GiftedPortal.Features.Status;

/// <summary>What a member can do with a connection after the set-up: each operation, and what follows from it for syncs and checks.</summary>
public sealed class ConnectionControl(
    ConnectionService connections, CredentialReplacement replacement, ErasureService erasures, ErasureScheduler erasing, PermissionService permissions, SyncScheduler syncs)
{
    /// <summary>Stops syncs until somebody starts them again.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> PauseAsync(Guid connectionId, string? reason, Actor actor, CancellationToken cancellationToken) =>
        OperateAsync(connectionId, ConnectionOperation.Pause, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), actor, cancellationToken);

    /// <summary>Starts syncs again, the first one at once. What Gifted paused, only Gifted starts again.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> ResumeAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken) =>
        OperateAsync(connectionId, ConnectionOperation.Resume, null, actor, cancellationToken);

    /// <summary>Ends the connection and starts the erasure of what it brought in.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="confirmation">The company's name as typed.</param>
    /// <param name="actor">Who ends it.</param>
    /// <param name="cancellationToken">Cancels it before it is written.</param>
    /// <returns>Null when done, else why not.</returns>
    public async Task<ConnectionRefusal?> DisconnectAsync(Guid connectionId, string confirmation, Actor actor, CancellationToken cancellationToken)
    {
        if (await erasures.DisconnectAsync(connectionId, confirmation, actor, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await syncs.EnsureAsync(connectionId, CancellationToken.None);
        await erasing.EnsureAsync(connectionId, CancellationToken.None);
        return null;
    }

    /// <summary>
    /// Switches to the new credentials, and checks at once with them, which ends what the old ones were blamed for; a connection that syncs starts
    /// a run that checks once more.
    /// </summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="version">Which new credentials the actor has seen.</param>
    /// <param name="actor">Who switches.</param>
    /// <param name="cancellationToken">Cancels it before it is written.</param>
    /// <returns>Null when done, else why not.</returns>
    public async Task<ConnectionRefusal?> SwitchAsync(Guid connectionId, Guid version, Actor actor, CancellationToken cancellationToken)
    {
        if (await replacement.SwitchAsync(connectionId, version, actor, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await permissions.CheckAsync(connectionId, actor, null, CancellationToken.None);
        if (await connections.FindAsync(connectionId, actor, CancellationToken.None) is { } connection && ConnectionLife.Syncs(connection.Status))
        {
            await syncs.StartAsync(connectionId, actor, CancellationToken.None);
        }

        return null;
    }

    private async Task<ConnectionRefusal?> OperateAsync(Guid connectionId, ConnectionOperation operation, string? reason, Actor actor, CancellationToken cancellationToken)
    {
        if (await connections.OperateAsync(connectionId, operation, actor, reason, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await syncs.EnsureAsync(connectionId, CancellationToken.None);
        return null;
    }
}
