using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Approval;

/// <summary>Reviewers take, approve, send back and refuse connections.</summary>
public sealed class ApprovalService(IDbContextFactory<PortalDbContext> database, ClockScheduler clock, SyncScheduler syncs, TimeProvider time)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 4000;

    /// <summary>Takes a submitted connection for review.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> ClaimAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, ConnectionOperation.Claim, actor, null, cancellationToken);

    /// <summary>Approves; the first sync starts. A connection that nobody took yet is taken by the same act.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> ApproveAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, ConnectionOperation.Approve, actor, null, cancellationToken);

    /// <summary>Sends the connection back to the customer with a reason; the clock is paused.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> RequestChangesAsync(Guid id, string reason, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, ConnectionOperation.RequestChanges, actor, reason, cancellationToken);

    /// <summary>Refuses the connection with a reason.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> RejectAsync(Guid id, string reason, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, ConnectionOperation.Reject, actor, reason, cancellationToken);

    /// <summary>
    /// One decision in one transaction: event, audit row and status, or nothing. The second of two who decide at once is told who was first.
    /// </summary>
    private async Task<ConnectionRefusal?> DecideAsync(Guid id, ConnectionOperation operation, Actor actor, string? reason, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Reviewer | StaffRoles.Admin))
        {
            return new ConnectionRefusal.NotAllowed();
        }

        var trimmed = reason?.Trim();
        if (trimmed is not null && trimmed.Length is 0 or > LongestReason)
        {
            return new ConnectionRefusal.BadReason(LongestReason);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var connection = await db.Set<Connection>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (await RefuseAsync(db, connection, operation, actor, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        if (connection!.Status is ConnectionStatus.Submitted && operation is not ConnectionOperation.Claim)
        {
            db.Record(connection, ConnectionOperation.Claim, actor, now, null);
        }

        if (await db.CarryOutAsync(connection, operation, actor, now, trimmed, cancellationToken) is { } lost)
        {
            return lost;
        }

        await clock.EnsureAsync(id, cancellationToken);
        await syncs.EnsureAsync(id, cancellationToken);
        return null;
    }

    private static async Task<ConnectionRefusal?> RefuseAsync(PortalDbContext db, Connection? connection, ConnectionOperation operation, Actor actor, CancellationToken cancellationToken)
    {
        if (connection is null)
        {
            return new ConnectionRefusal.NotFound();
        }

        if (!ConnectionLife.IsWaiting(connection.Status))
        {
            var decision = await db.Set<ConnectionEvent>().AsNoTracking()
                .Where(one => one.ConnectionId == connection.Id)
                .OrderByDescending(one => one.Id)
                .FirstOrDefaultAsync(cancellationToken);
            return decision is null
                ? new ConnectionRefusal.NotNow(connection.Status, operation)
                : new ConnectionRefusal.AlreadyDecided(decision.ActorName, decision.At, connection.Status);
        }

        if (connection.SubmittedById == actor.Id)
        {
            return new ConnectionRefusal.OwnSubmission();
        }

        var seen = await db.Set<PermissionCheck>().AnyAsync(check => check.ConnectionId == connection.Id, cancellationToken);
        return seen ? null : new ConnectionRefusal.NoEvidence();
    }
}
