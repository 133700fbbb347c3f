using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Ui;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Customers.Invitations;

/// <summary>Writes invitations and their messages into a caller's context, so that they are saved with what they belong to.</summary>
public sealed class InvitationPost(Outbox outbox)
{
    /// <summary>Adds an invitation with its first code. Takes the place of one of the same address that still waits. The caller has checked the actor's right and saves.</summary>
    public async Task<Invitation> SendAsync(PortalDbContext db, InvitationDraft draft, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await db.Set<Invitation>()
            .Where(one => one.CustomerId == draft.Customer.Id && one.Email == draft.Email && one.AcceptedAt == null && one.RevokedAt == null).ToListAsync(cancellationToken);
        foreach (var older in waiting)
        {
            Revoke(db, older, actor, now);
        }

        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(now),
            CustomerId = draft.Customer.Id,
            Email = draft.Email,
            InvitedBy = actor.Name,
            Note = draft.Note,
            Path = draft.Path,
            AsGuest = draft.AsGuest,
            CreatedAt = now,
            SentAt = now,
        };
        db.Add(invitation);
        db.Add(AuditEntry.Of(actor, now, "invitation.sent", draft.Customer.Id, newValue: draft.Email));
        AddCode(db, invitation, draft.Letter ?? new LetterContent.Invitation(actor.Name, draft.Customer.Name, draft.Note), now);
        return invitation;
    }

    /// <summary>Ends an invitation without saving.</summary>
    public static void Revoke(PortalDbContext db, Invitation invitation, Actor actor, DateTimeOffset now)
    {
        invitation.RevokedAt = now;
        db.Add(AuditEntry.Of(actor, now, "invitation.revoked", invitation.CustomerId, oldValue: invitation.Email));
    }

    /// <summary>Adds a fresh code to an invitation whose code has expired.</summary>
    internal async Task RenewAsync(PortalDbContext db, Invitation invitation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var company = await db.Set<Customer>().Where(one => one.Id == invitation.CustomerId).Select(one => one.Name).SingleAsync(cancellationToken);
        invitation.SentAt = now;
        db.Add(AuditEntry.Of(Actor.System("Invitations"), now, "invitation.renewed", invitation.CustomerId, newValue: invitation.Email));
        // a colleague who was asked for help is asked again in the same words
        var content = await outbox.LastContentAsync(db, KeyOf(invitation), cancellationToken) ?? new LetterContent.Invitation(invitation.InvitedBy, company, invitation.Note);
        AddCode(db, invitation, content, now);
    }

    private static string KeyOf(Invitation invitation) => $"invitation:{invitation.Id}:";

    private void AddCode(PortalDbContext db, Invitation invitation, LetterContent content, DateTimeOffset now)
    {
        var code = InvitationCode.New();
        db.Add(new InvitationCode { Hash = InvitationCode.HashOf(code)!, InvitationId = invitation.Id, At = now });
        // nobody has asked the invited person yet: the language of whoever invites, or opens the expired link, is the best guess
        var language = CultureInfo.CurrentUICulture.Name is { Length: > 0 } here ? here : null;
        outbox.Add(db, new Letter(content, new Recipient(invitation.Email, Culture: language), PortalUrls.Invitation(code), $"{KeyOf(invitation)}{now.UtcTicks}", invitation.CustomerId));
    }
}

/// <summary>An invitation to be sent.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Email">The address, as <see cref="EmailAddress.Parse"/> gives it.</param>
public sealed record InvitationDraft(Customer Customer, string Email)
{
    /// <summary>A word from the person who invites.</summary>
    public string? Note { get; init; }

    /// <summary>Where the invited person begins; null: at the customer's start.</summary>
    public string? Path { get; init; }

    /// <summary>Membership ends with the hand-over that the invitation belongs to.</summary>
    public bool AsGuest { get; init; }

    /// <summary>What the message says; null: that the person is invited.</summary>
    public LetterContent? Letter { get; init; }
}
