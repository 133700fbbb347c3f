using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Setup.Handover;

/// <summary>What the end of a hand-over brings with it. Written into a caller's context and saved with what ended it.</summary>
public sealed class HandoverEnds(Outbox outbox, HrisProviders providers, TimeProvider time)
{
    /// <summary>Ends the hand-over of a step that was finished.</summary>
    public async Task StepFinishedAsync(PortalDbContext db, ConnectionSummary connection, string slug, Actor actor, CancellationToken cancellationToken)
    {
        foreach (var handover in await OpenAsync(db, connection.Id, slug, cancellationToken))
        {
            await CloseAsync(db, connection, handover, HandoverEnd.Done, actor, cancellationToken);
        }
    }

    /// <summary>Ends every hand-over of a set-up that was sent.</summary>
    public async Task SubmittedAsync(PortalDbContext db, ConnectionSummary connection, Actor actor, CancellationToken cancellationToken)
    {
        foreach (var handover in await OpenAsync(db, connection.Id, null, cancellationToken))
        {
            await CloseAsync(db, connection, handover, HandoverEnd.Done, actor, cancellationToken);
        }
    }

    /// <summary>Ends one: revokes its invitation, lets its guest go, and tells whoever handed it over when it is done by somebody else.</summary>
    public async Task CloseAsync(PortalDbContext db, ConnectionSummary connection, Handover handover, HandoverEnd end, Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        handover.Close(end, now);
        db.Add(AuditEntry.Of(
            actor, now, end is HandoverEnd.Done ? "handover.done" : "handover.taken-back", connection.CustomerId, connection.Id, oldValue: handover.To, newValue: handover.Slug));
        var others = await db.Set<Handover>().Where(one => one.ConnectionId == connection.Id && one.OpenKey != null && one.To == handover.To && one.Id != handover.Id).ToListAsync(cancellationToken);
        // those that end in the same context are still open in the database
        if (!others.Exists(one => one.OpenKey is not null))
        {
            await LetGoAsync(db, connection, handover.To, actor, now, cancellationToken);
        }

        if (end is HandoverEnd.Done && handover.FromId != actor.Id && handover.FromEmail is { } email)
        {
            var language = await db.Set<Member>().Where(member => member.Subject == handover.FromId).Select(member => member.Language).FirstOrDefaultAsync(cancellationToken);
            var title = handover.Slug is { } slug ? ViewerCulture.In(language ?? "en", () => providers[connection.Provider].Guide.Texts[$"{slug}.Title"].Value) : null;
            outbox.Add(db, new Letter(
                new LetterContent.HandoverDone(actor.Name, connection.CustomerName, title),
                new Recipient(email, handover.FromName, language),
                handover.Slug is null ? PortalUrls.SetupStart : PortalUrls.Setup(handover.Slug),
                $"handover-done:{handover.Id}",
                connection.CustomerId,
                connection.Id));
        }
    }

    // nothing is handed over to this address any more: an open invitation for it ends, and so does a guest's membership
    private static async Task LetGoAsync(PortalDbContext db, ConnectionSummary connection, string email, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var invitations = await db.Set<Invitation>()
            .Where(one => one.CustomerId == connection.CustomerId && one.Email == email && one.AsGuest && one.AcceptedAt == null && one.RevokedAt == null).ToListAsync(cancellationToken);
        foreach (var invitation in invitations.Where(one => one.IsOpen))
        {
            InvitationPost.Revoke(db, invitation, actor, now);
        }

        if (await db.Set<Member>().FirstOrDefaultAsync(member => member.CustomerId == connection.CustomerId && member.Email == email && member.IsGuest, cancellationToken) is { } guest)
        {
            db.Remove(guest);
            db.Add(AuditEntry.Of(actor, now, "member.removed", connection.CustomerId, oldValue: email));
        }
    }

    private static Task<List<Handover>> OpenAsync(PortalDbContext db, Guid connectionId, string? slug, CancellationToken cancellationToken) =>
        db.Set<Handover>().Where(one => one.ConnectionId == connectionId && one.OpenKey != null && (slug == null || one.OpenKey == slug)).ToListAsync(cancellationToken);
}
