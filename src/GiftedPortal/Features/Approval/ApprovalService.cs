using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.Features.Approval.Review;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Approval;

/// <summary>Reviewers take, approve, send back and refuse connections.</summary>
public sealed class ApprovalService(
    IDbContextFactory<PortalDbContext> database, ClockService clock, ReviewService reviews, HrisProviders providers, ClockScheduler moments, SyncScheduler syncs, ApprovalPolicy policy,
    TimeProvider time) : ISubmissionListener
{
    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 4000;

    private static readonly Actor Lease = Actor.System("lease");

    private static readonly Actor Policy = Actor.System("policy");

    // what somebody who sets a connection up does to it
    private static readonly string[] Edits =
    [
        "connection.created", "connection.submit", "connection.environment", "step.finished", "step.reopened", "credentials.saved", "credentials.new-saved",
        "credentials.switched", "permission.confirmed", "permission.unconfirmed", "duplicate.resolved",
    ];

    /// <summary>Takes a connection for review, or keeps it longer: until the lease ends, nobody else decides.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> ClaimAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, ConnectionOperation.Claim, actor, null, cancellationToken);

    /// <summary>Gives a connection back before the lease ends.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> ReleaseAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, ConnectionOperation.Release, actor, null, cancellationToken);

    /// <summary>
    /// Approves; the first sync starts. Where something is red, the first of two approvals is kept, and the connection waits for the second. A connection
    /// that nobody has is taken by the same act.
    /// </summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> ApproveAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, ConnectionOperation.Approve, actor, null, cancellationToken);

    /// <summary>Sends the connection back to the customer with a reason; the clock is paused.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> RequestChangesAsync(Guid id, string reason, Actor actor, CancellationToken cancellationToken) =>
        RequestChangesAsync(id, reason, [], actor, cancellationToken);

    /// <summary>The same item by item: the steps of the items are opened again, the others stay finished.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> RequestChangesAsync(Guid id, string reason, IReadOnlyList<ChangeRequest> items, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, ConnectionOperation.RequestChanges, actor, reason, cancellationToken, items);

    /// <summary>Refuses the connection with a reason.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<ConnectionRefusal?> RejectAsync(Guid id, string reason, Actor actor, CancellationToken cancellationToken) =>
        DecideAsync(id, ConnectionOperation.Reject, actor, reason, cancellationToken);

    /// <summary>
    /// One decision in one transaction: event, audit row and status, or nothing. The second of two who decide at once is told who was first.
    /// </summary>
    private async Task<ConnectionRefusal?> DecideAsync(Guid id, ConnectionOperation operation, Actor actor, string? reason, CancellationToken cancellationToken, IReadOnlyList<ChangeRequest>? items = null)
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
        var now = time.GetUtcNow();
        if (await RefuseAsync(db, connection, operation, actor, now, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (items?.Any(item => !item.FitsTo(providers[connection!.Provider])) is true)
        {
            return new ConnectionRefusal.BadReason(ChangeItem.Longest);
        }

        Ruling? ruling = null;
        if (operation is ConnectionOperation.Approve && await reviews.FindAsync(id, actor, cancellationToken) is { } review)
        {
            ruling = reviews.Rule(review, now);
            var first = DecisionRule.FirstApprovals(review.Timeline);
            if (ruling.Rule is ApprovalRule.TwoReviewers && !first.Any(one => one.ActorId != actor.Id))
            {
                if (first.Count > 0)
                {
                    return new ConnectionRefusal.SecondReviewerNeeded();
                }

                operation = ConnectionOperation.FirstApproval;
            }
        }

        Take(db, connection!, actor, now);
        if (operation is not ConnectionOperation.Claim && db.Record(connection!, operation, actor, now, trimmed, ruling) is { } notNow)
        {
            return notNow;
        }

        foreach (var item in items ?? [])
        {
            db.Add(new ChangeItem { ConnectionId = id, RequestedAt = now, Slug = item.Slug, Permission = item.Permission, Text = item.Text.Trim() });
            db.Add(AuditEntry.Of(actor, now, "connection.change-item", connection!.CustomerId, id, newValue: item.Permission ?? item.Slug, reason: item.Text.Trim()));
        }

        return await SaveAsync(db, connection!, cancellationToken);
    }

    /// <summary>
    /// Approves where nothing stands out and the policy allows it, in the transaction of the submission itself: nothing green is ever left waiting, and
    /// nobody is told that it waits.
    /// </summary>
    public async Task SubmittingAsync(PortalDbContext db, Connection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (policy.FastLane && await reviews.FindAsync(connection, Policy, cancellationToken) is { } review
            && reviews.Rule(review, now) is { Rule: ApprovalRule.FastLane } ruling)
        {
            db.Record(connection, ConnectionOperation.Claim, Policy, now, null);
            db.Record(connection, ConnectionOperation.Approve, Policy, now, null, ruling);
        }
    }

    /// <summary>Starts the first sync of what was approved at once; after a crash at this moment the reconciliation of syncs does.</summary>
    public Task SubmittedAsync(Guid connectionId, CancellationToken cancellationToken) => syncs.EnsureAsync(connectionId, cancellationToken);

    private async Task<ConnectionRefusal?> SaveAsync(PortalDbContext db, Connection connection, CancellationToken cancellationToken)
    {
        await clock.NoteDueAsync(db, connection, cancellationToken);
        if (await db.SaveUnlessDecidedAsync(connection, cancellationToken) is { } lost)
        {
            return lost;
        }

        await moments.EnsureAsync(connection.Id, cancellationToken);
        await syncs.EnsureAsync(connection.Id, cancellationToken);
        return null;
    }

    /// <summary>The actor has it from now on: for the first time, after somebody whose lease ended, or for longer.</summary>
    private void Take(PortalDbContext db, Connection connection, Actor actor, DateTimeOffset now)
    {
        if (connection.Status is ConnectionStatus.InReview && connection.ReviewerId != actor.Id)
        {
            db.Record(connection, ConnectionOperation.Release, Lease, now, null);
        }

        if (connection.Status is ConnectionStatus.Submitted)
        {
            db.Record(connection, ConnectionOperation.Claim, actor, now, null);
            connection.ReviewerLanguage = CultureInfo.CurrentUICulture is { Name.Length: > 0 } language ? language.TwoLetterISOLanguageName : null;
        }

        connection.ReviewerUntil = now + policy.Lease;
    }

    private static async Task<ConnectionRefusal?> RefuseAsync(
        PortalDbContext db, Connection? connection, ConnectionOperation operation, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
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

        if (operation is ConnectionOperation.Release && (connection.Status is ConnectionStatus.Submitted || connection.ReviewerId != actor.Id))
        {
            return new ConnectionRefusal.NotNow(connection.Status, operation);
        }

        if (connection is { Status: ConnectionStatus.InReview, ReviewerName: { } reviewer, ReviewerUntil: { } until } && connection.ReviewerId != actor.Id && until > now)
        {
            return new ConnectionRefusal.Taken(reviewer, until);
        }

        if (connection.SubmittedById == actor.Id
            || await db.Set<AuditEntry>().AnyAsync(entry => entry.ConnectionId == connection.Id && entry.ActorId == actor.Id && Edits.Contains(entry.Action), cancellationToken))
        {
            return new ConnectionRefusal.OwnSubmission();
        }

        var seen = await db.Set<PermissionCheck>().AnyAsync(check => check.ConnectionId == connection.Id, cancellationToken);
        return seen ? null : new ConnectionRefusal.NoEvidence();
    }
}
