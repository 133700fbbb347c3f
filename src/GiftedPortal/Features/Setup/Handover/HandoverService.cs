using System.Globalization;
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

/// <summary>Gives a step, or the whole set-up, to a colleague, and takes it back. Members act in their own customer's set-up only.</summary>
public sealed class HandoverService(
    IDbContextFactory<PortalDbContext> database, ConnectionService connections, InvitationPost invitations, HandoverEnds ends, Outbox outbox, HrisProviders providers, TimeProvider time)
{
    /// <summary>What is in somebody's hands, oldest first. None for anybody but members and viewers.</summary>
    public async Task<IReadOnlyList<HandoverView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (await connections.OfMemberAsync(actor, cancellationToken) is not { } connection)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var member = actor.Kind is ActorKind.Member ? actor.Id : null;
        return await db.Set<Handover>().Where(one => one.ConnectionId == connection.Id && one.OpenKey != null)
            .OrderBy(one => one.GivenAt)
            .Select(one => new HandoverView(one.Id, one.Slug, one.To, one.Note, one.FromName, one.GivenAt, db.Set<Member>().Any(mine => mine.Subject == member && mine.Email == one.To)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Hands over: a member gets a message, anybody else an invitation.</summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<HandoverRefusal?> GiveAsync(NewHandover input, Actor actor, CancellationToken cancellationToken)
    {
        var note = input.Note.Trim();
        if (note.Length > Handover.LongestNote)
        {
            return HandoverRefusal.LongNote;
        }

        if (EmailAddress.Parse(input.To) is not { } to)
        {
            return HandoverRefusal.BadEmail;
        }

        var (connection, refusal) = await InSetupAsync(actor, cancellationToken);
        if (connection is null)
        {
            return refusal;
        }

        var guide = providers[connection.Provider].Guide;
        if (input.Slug is not null && guide.Find(input.Slug) is null)
        {
            return HandoverRefusal.NotFound;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (to == await EmailOfAsync(db, actor, cancellationToken))
        {
            return HandoverRefusal.Self;
        }

        var now = time.GetUtcNow();
        var company = connection.CustomerName;
        var colleague = await db.Set<Member>().FirstOrDefaultAsync(member => member.CustomerId == connection.CustomerId && member.Email == to, cancellationToken);
        // a colleague who is a member reads it in the language they chose
        var title = colleague is null ? TitleOf(guide, input.Slug) : ViewerCulture.In(colleague.Language ?? "en", () => TitleOf(guide, input.Slug));
        var letter = new LetterContent.Handover(actor.Name, company, title, note.Length == 0 ? null : note);
        var path = input.Slug is null ? PortalUrls.SetupStart : PortalUrls.Setup(input.Slug);
        var invitation = colleague is not null ? null : await InviteAsync(db, connection, to, path, letter, actor, now, cancellationToken);
        var handover = new Handover
        {
            Id = Guid.CreateVersion7(now),
            ConnectionId = connection.Id,
            Slug = input.Slug,
            To = to,
            Note = note,
            FromId = actor.Id,
            FromName = actor.Name,
            FromEmail = await EmailOfAsync(db, actor, cancellationToken) ?? actor.Email,
            GivenAt = now,
            InvitationId = invitation?.Id,
            OpenKey = input.Slug ?? Handover.Whole,
        };
        db.Add(handover);
        db.Add(AuditEntry.Of(actor, now, "handover.given", connection.CustomerId, connection.Id, oldValue: input.Slug, newValue: to));
        if (colleague is not null)
        {
            outbox.Add(db, new Letter(letter, new Recipient(to, null, colleague.Language), path, $"handover:{handover.Id}", connection.CustomerId, connection.Id));
        }

        return await db.SaveUnlessOvertakenAsync(cancellationToken) ? null : HandoverRefusal.AlreadyGiven;
    }

    /// <summary>Takes back what was handed over. Every member may who is no guest, and a guest what they handed on themselves.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<HandoverRefusal?> TakeBackAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        EndAsync(id, HandoverEnd.TakenBack, actor, async (db, handover) =>
            handover.FromId == actor.Id || !await db.Set<Member>().AnyAsync(member => member.Subject == actor.Id && member.IsGuest, cancellationToken), cancellationToken);

    /// <summary>Gives back what is in the actor's own hands, done; whoever handed it over gets a message.</summary>
    /// <returns>Null when done, else why not.</returns>
    public Task<HandoverRefusal?> GiveBackAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        EndAsync(id, HandoverEnd.Done, actor, async (db, handover) => handover.To == await EmailOfAsync(db, actor, cancellationToken), cancellationToken);

    private async Task<HandoverRefusal?> EndAsync(Guid id, HandoverEnd end, Actor actor, Func<PortalDbContext, Handover, Task<bool>> may, CancellationToken cancellationToken)
    {
        if (actor.Kind is not ActorKind.Member)
        {
            return actor.Kind is ActorKind.Viewer ? HandoverRefusal.NotAllowed : HandoverRefusal.NotFound;
        }

        if (await connections.OfMemberAsync(actor, cancellationToken) is not { } connection)
        {
            return HandoverRefusal.NotFound;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var handover = await db.Set<Handover>().FirstOrDefaultAsync(one => one.Id == id && one.ConnectionId == connection.Id && one.OpenKey != null, cancellationToken);
        if (handover is null || !await may(db, handover))
        {
            return HandoverRefusal.NotFound;
        }

        await ends.CloseAsync(db, connection, handover, end, actor, cancellationToken);
        return await db.SaveUnlessOvertakenAsync(cancellationToken) ? null : HandoverRefusal.NotFound;
    }

    private async Task<Invitation> InviteAsync(
        PortalDbContext db, ConnectionSummary connection, string to, string path, LetterContent letter, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var customer = await db.Set<Customer>().SingleAsync(one => one.Id == connection.CustomerId, cancellationToken);
        return await invitations.SendAsync(db, new InvitationDraft(customer, to) { Path = path, AsGuest = true, Letter = letter }, actor, now, cancellationToken);
    }

    private async Task<(ConnectionSummary? Connection, HandoverRefusal? Refusal)> InSetupAsync(Actor actor, CancellationToken cancellationToken) => actor.Kind switch
    {
        ActorKind.Viewer => (null, HandoverRefusal.NotAllowed),
        ActorKind.Member => await connections.OfMemberAsync(actor, cancellationToken) switch
        {
            null => (null, HandoverRefusal.NotFound),
            var one when ConnectionLife.IsInSetup(one.Status) => (one, null),
            _ => (null, HandoverRefusal.NotNow),
        },
        _ => (null, HandoverRefusal.NotFound),
    };

    private static async Task<string?> EmailOfAsync(PortalDbContext db, Actor actor, CancellationToken cancellationToken) =>
        actor.Kind is ActorKind.Member ? await db.Set<Member>().Where(member => member.Subject == actor.Id).Select(member => member.Email).FirstOrDefaultAsync(cancellationToken) : null;

    // the colleague's language is not known: the sender's own is the best guess
    private static string? TitleOf(SetupGuide guide, string? slug) => slug is null ? null : guide.Texts[string.Create(CultureInfo.InvariantCulture, $"{slug}.Title")].Value;
}
