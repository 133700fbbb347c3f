using System.Security.Claims;
using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Customers.Invitations;

/// <summary>Opens and accepts invitations, and lets staff send and revoke them.</summary>
public sealed class InvitationService(IDbContextFactory<PortalDbContext> database, InvitationPost post, TimeProvider time)
{
    /// <summary>Longest word with an invitation, in characters.</summary>
    public const int LongestNote = 1000;

    /// <summary>Invites an address to be a member of a customer. Takes the place of an invitation of the same address that still waits. Admins only.</summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<CustomerRefusal?> InviteAsync(Guid customerId, string email, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Admin))
        {
            return CustomerRefusal.NotAllowed;
        }

        if (EmailAddress.Parse(email) is not { } address)
        {
            return CustomerRefusal.BadEmail;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Customer>().FirstOrDefaultAsync(one => one.Id == customerId, cancellationToken) is not { } customer)
        {
            return CustomerRefusal.NotFound;
        }

        if (await db.Set<Member>().AnyAsync(member => member.Email == address, cancellationToken))
        {
            return CustomerRefusal.EmailTaken;
        }

        await post.SendAsync(db, new InvitationDraft(customer, address), actor, time.GetUtcNow(), cancellationToken);
        return await db.SaveUnlessOvertakenAsync(cancellationToken) ? null : CustomerRefusal.Overtaken;
    }

    /// <summary>Ends an invitation that still waits. Admins only.</summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<CustomerRefusal?> RevokeAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Admin))
        {
            return CustomerRefusal.NotAllowed;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Invitation>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken) is not { IsOpen: true } invitation)
        {
            return CustomerRefusal.NotFound;
        }

        InvitationPost.Revoke(db, invitation, actor, time.GetUtcNow());
        return await db.SaveUnlessOvertakenAsync(cancellationToken) ? null : CustomerRefusal.Overtaken;
    }

    /// <summary>Says what stands behind a code, and notes who looked. An expired code is renewed by a message to the invited address, whoever opened it.</summary>
    public async Task<InvitationReply> OpenAsync(string code, Visitor visitor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, code, cancellationToken) is not (var invitation, var codeAt))
        {
            return new InvitationReply.Unknown();
        }

        var now = time.GetUtcNow();
        await NoteOpeningAsync(db, invitation, visitor, now, cancellationToken);
        var reply = await ReplyAsync(db, invitation, codeAt, visitor, now, cancellationToken);
        if (reply is InvitationReply.Renewed && now - invitation.SentAt >= Invitation.RenewalPause)
        {
            await post.RenewAsync(db, invitation, now, cancellationToken);
            reply = new InvitationReply.Renewed(MaskedAddress.Of(invitation.Email), now);
        }

        // overtaken: another tab has renewed or noted at this moment, and what is to be said stays true
        await db.SaveUnlessOvertakenAsync(cancellationToken);
        return reply;
    }

    /// <summary>Makes the visitor a member, if the invitation is for the visitor's own verified address.</summary>
    /// <returns><see cref="InvitationReply.Member"/> when done, else why not.</returns>
    public async Task<InvitationReply> AcceptAsync(string code, Visitor visitor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await FindAsync(db, code, cancellationToken) is (var invitation, var codeAt)
            ? await AcceptAsync(db, invitation, codeAt, visitor, cancellationToken) ?? await OpenAsync(code, visitor, cancellationToken)
            : new InvitationReply.Unknown();
    }

    /// <summary>The newest open invitation to the visitor's own verified address, for somebody who signed in without its link; null: none.</summary>
    public async Task<OwnInvitation?> OfVisitorAsync(Visitor visitor, CancellationToken cancellationToken)
    {
        if (visitor is not { Actor.Kind: ActorKind.Stranger, VerifiedEmail: { } email })
        {
            return null;
        }

        var own = email.Trim().ToLowerInvariant();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await (
            from invitation in db.Set<Invitation>()
            join customer in db.Set<Customer>() on invitation.CustomerId equals customer.Id
            where invitation.Email == own && invitation.AcceptedAt == null && invitation.RevokedAt == null
                // another account has the membership already: there is nothing to accept
                && !db.Set<Member>().Any(member => member.Email == own)
            orderby invitation.SentAt descending
            select new OwnInvitation(invitation.Id, invitation.InvitedBy, customer.Name, invitation.Note)).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Accepts an invitation that <see cref="OfVisitorAsync"/> found. No code is asked for: the sign-in provider vouches for the address.</summary>
    /// <returns><see cref="InvitationReply.Member"/> when done, else why not.</returns>
    public async Task<InvitationReply> AcceptOwnAsync(Guid id, Visitor visitor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        // what is somebody else's does not exist
        if (await db.Set<Invitation>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } invitation || !visitor.Owns(invitation.Email))
        {
            return new InvitationReply.Unknown();
        }

        return await AcceptAsync(db, invitation, time.GetUtcNow(), visitor, cancellationToken) ?? new InvitationReply.Used();
    }

    // null: somebody was faster, and it is to be asked again what it has come to
    private async Task<InvitationReply?> AcceptAsync(PortalDbContext db, Invitation invitation, DateTimeOffset codeAt, Visitor visitor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var reply = await ReplyAsync(db, invitation, codeAt, visitor, now, cancellationToken);
        if (reply is not InvitationReply.Waiting { Obstacle: null } || visitor.Actor is not { } actor)
        {
            return reply;
        }

        invitation.AcceptedAt = now;
        db.Add(new Member
        {
            Id = Guid.CreateVersion7(now), CustomerId = invitation.CustomerId, Email = invitation.Email, Subject = actor.Id, LastSignInAt = now, IsGuest = invitation.AsGuest,
        });
        db.Add(AuditEntry.Of(actor, now, "invitation.accepted", invitation.CustomerId, newValue: invitation.Email));
        // two tabs accepted at once, or it was revoked at this moment
        return await db.SaveUnlessOvertakenAsync(cancellationToken) ? new InvitationReply.Member(invitation.CustomerId, invitation.Path ?? PortalUrls.SetupStart) : null;
    }

    private static async Task<InvitationReply> ReplyAsync(
        PortalDbContext db, Invitation invitation, DateTimeOffset codeAt, Visitor visitor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var own = visitor.Actor is { } actor ? await db.Set<Member>().FirstOrDefaultAsync(member => member.Subject == actor.Id, cancellationToken) : null;
        if (own?.CustomerId == invitation.CustomerId)
        {
            return new InvitationReply.Member(invitation.CustomerId, invitation.Path ?? PortalUrls.SetupStart);
        }

        if (!invitation.IsOpen)
        {
            return invitation.RevokedAt is not null ? new InvitationReply.Revoked() : new InvitationReply.Used();
        }

        var masked = MaskedAddress.Of(invitation.Email);
        if (now >= codeAt + Invitation.Lifetime)
        {
            return new InvitationReply.Renewed(masked, invitation.SentAt);
        }

        // by somebody else: the visitor's own other tab may have accepted since the line above
        var subject = visitor.Actor?.Id;
        var taken = own is null && await db.Set<Member>().AnyAsync(member => member.Email == invitation.Email && member.Subject != subject, cancellationToken);
        var company = await db.Set<Customer>().Where(one => one.Id == invitation.CustomerId).Select(one => one.Name).SingleAsync(cancellationToken);
        return new InvitationReply.Waiting(invitation.InvitedBy, company, masked, visitor.Owns(invitation.Email) ? invitation.Note : null, Obstacle());

        InvitationObstacle? Obstacle() => visitor switch
        {
            { Actor: null } => null,
            { Actor.Kind: ActorKind.Staff or ActorKind.Viewer } => InvitationObstacle.Staff,
            _ when own is not null => InvitationObstacle.OtherCustomer,
            { VerifiedEmail: null } => InvitationObstacle.NotVerified,
            _ when !visitor.Owns(invitation.Email) => InvitationObstacle.OtherAddress,
            _ => taken ? InvitationObstacle.AddressTaken : null,
        };
    }

    // a code that was renewed still leads to its invitation, so that an old message does not end in "unknown"
    private static async Task<(Invitation Invitation, DateTimeOffset CodeAt)?> FindAsync(PortalDbContext db, string text, CancellationToken cancellationToken) =>
        InvitationCode.HashOf(text) is { } hash
        && await db.Set<InvitationCode>().AsNoTracking().FirstOrDefaultAsync(one => one.Hash == hash, cancellationToken) is { } code
            ? (await db.Set<Invitation>().SingleAsync(one => one.Id == code.InvitationId, cancellationToken), code.At)
            : null;

    private static async Task NoteOpeningAsync(PortalDbContext db, Invitation invitation, Visitor visitor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var who = visitor.Actor is { } actor ? (actor.Email ?? actor.Name).ToLowerInvariant() : "";
        who = who[..Math.Min(who.Length, CustomerService.LongestEmail)];
        var opening = await db.Set<InvitationOpening>().FirstOrDefaultAsync(one => one.InvitationId == invitation.Id && one.Who == who, cancellationToken);
        if (opening is null)
        {
            db.Add(new InvitationOpening { InvitationId = invitation.Id, Who = who, FirstAt = now, LastAt = now, Times = 1 });
        }
        else
        {
            (opening.LastAt, opening.Times) = (now, opening.Times + 1);
        }
    }
}

/// <summary>An invitation as the invited person sees it who signed in without its link.</summary>
/// <param name="Id">Key.</param>
/// <param name="By">Who invites.</param>
/// <param name="Company">To which customer.</param>
/// <param name="Note">A word from the person who invites; null: none.</param>
public sealed record OwnInvitation(Guid Id, string By, string Company, string? Note);

/// <summary>Somebody who opens an invitation.</summary>
/// <param name="Actor">Who is signed in; null: nobody.</param>
/// <param name="VerifiedEmail">The address that the sign-in provider vouches for; null: none.</param>
public sealed record Visitor(Actor? Actor, string? VerifiedEmail)
{
    /// <summary>The person behind a session, or nobody.</summary>
    public static Visitor Of(ClaimsPrincipal person) =>
        person.Identity is { IsAuthenticated: true } ? new Visitor(PortalClaims.ToActor(person), PortalClaims.VerifiedEmail(person)) : new Visitor(null, null);

    /// <summary>Whether the provider vouches that this address is the visitor's.</summary>
    public bool Owns(string email) => string.Equals(VerifiedEmail?.Trim(), email, StringComparison.OrdinalIgnoreCase);
}
