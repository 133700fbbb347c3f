using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Customers;

/// <summary>Customers and the people who may sign in for them.</summary>
public sealed class CustomerService(IDbContextFactory<PortalDbContext> database, InvitationPost post, TimeProvider time)
{
    /// <summary>Longest name of a customer, in characters.</summary>
    public const int LongestName = 200;

    /// <summary>Longest e-mail address, in characters (RFC 5321).</summary>
    public const int LongestEmail = 254;

    /// <summary>How many of a customer's newest invitations are listed.</summary>
    private const int MostInvitations = 20;

    /// <summary>All customers with their members and invitations, by name. Staff only; anybody else gets none.</summary>
    public async Task<IReadOnlyList<CustomerRow>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<Customer>()
            .OrderBy(customer => customer.Name)
            .Select(customer => new CustomerRow(
                customer.Id,
                customer.Name,
                customer.SyncedBefore,
                customer.CreatedAt,
                customer.Members.OrderBy(member => member.Email).Select(member => new MemberRow(member.Id, member.Email, member.LastSignInAt, member.IsGuest)).ToList(),
                db.Set<Invitation>().Where(one => one.CustomerId == customer.Id).OrderByDescending(one => one.CreatedAt).Take(MostInvitations)
                    .Select(one => new InvitationRow(
                        one.Id, one.Email, one.InvitedBy, one.CreatedAt, one.SentAt, one.AcceptedAt, one.RevokedAt,
                        one.Openings.OrderBy(opening => opening.FirstAt).Select(opening => new OpeningRow(opening.Who, opening.FirstAt, opening.LastAt, opening.Times)).ToList()))
                    .ToList()))
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
    }

    /// <summary>Adds a customer and invites its first member.</summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<CustomerRefusal?> AddAsync(NewCustomer input, Actor actor, CancellationToken cancellationToken)
    {
        var name = input.Name.Trim();
        if (!actor.HasAny(StaffRoles.Admin))
        {
            return CustomerRefusal.NotAllowed;
        }

        if (name.Length is 0 or > LongestName)
        {
            return CustomerRefusal.BadName;
        }

        if (EmailAddress.Parse(input.MemberEmail) is not { } address)
        {
            return CustomerRefusal.BadEmail;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Member>().AnyAsync(member => member.Email == address, cancellationToken))
        {
            return CustomerRefusal.EmailTaken;
        }

        if (await db.Set<Customer>().AnyAsync(customer => customer.Name == name, cancellationToken))
        {
            return CustomerRefusal.NameTaken;
        }

        var now = time.GetUtcNow();
        var customer = new Customer { Id = Guid.CreateVersion7(now), Name = name, SyncedBefore = input.SyncedBefore, CreatedAt = now };
        db.Add(customer);
        db.Add(AuditEntry.Of(actor, now, "customer.added", customer.Id, newValue: name));
        await post.SendAsync(db, new InvitationDraft(customer, address), actor, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    /// <summary>Ends a person's membership: refused from the next click on, told within a minute. Admins only.</summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<CustomerRefusal?> RemoveMemberAsync(Guid memberId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Admin))
        {
            return CustomerRefusal.NotAllowed;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Member>().FirstOrDefaultAsync(member => member.Id == memberId, cancellationToken) is not { } member)
        {
            return CustomerRefusal.NotFound;
        }

        db.Remove(member);
        db.Add(AuditEntry.Of(actor, time.GetUtcNow(), "member.removed", member.CustomerId, oldValue: member.Email));
        return await db.SaveUnlessOvertakenAsync(cancellationToken) ? null : CustomerRefusal.NotFound;
    }
}

/// <summary>What is needed to add a customer.</summary>
/// <param name="Name">The company's name.</param>
/// <param name="SyncedBefore">Whether it synced with Gifted under the old method.</param>
/// <param name="MemberEmail">Address of its first member, who is invited.</param>
public sealed record NewCustomer(string Name, bool SyncedBefore, string MemberEmail);

/// <summary>A customer in a list. Moments are UTC.</summary>
public sealed record CustomerRow(
    Guid Id, string Name, bool SyncedBefore, DateTimeOffset CreatedAt, IReadOnlyList<MemberRow> Members, IReadOnlyList<InvitationRow> Invitations);

/// <summary>A member in a list.</summary>
public sealed record MemberRow(Guid Id, string Email, DateTimeOffset? LastSignInAt, bool IsGuest);

/// <summary>An invitation in a list: everything but its codes.</summary>
public sealed record InvitationRow(
    Guid Id, string Email, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset SentAt, DateTimeOffset? AcceptedAt, DateTimeOffset? RevokedAt, IReadOnlyList<OpeningRow> Openings);

/// <summary>Who opened an invitation; <paramref name="Who"/> is empty for people who were not signed in.</summary>
public sealed record OpeningRow(string Who, DateTimeOffset FirstAt, DateTimeOffset LastAt, int Times);

/// <summary>Why a customer, member or invitation was not added or changed.</summary>
public enum CustomerRefusal
{
    /// <summary>The actor has no right to.</summary>
    NotAllowed,

    /// <summary>No such customer.</summary>
    NotFound,

    /// <summary>The name is empty or too long.</summary>
    BadName,

    /// <summary>Another customer has this name.</summary>
    NameTaken,

    /// <summary>Not an e-mail address.</summary>
    BadEmail,

    /// <summary>The address belongs to a member already.</summary>
    EmailTaken,

    /// <summary>The reason is empty or too long.</summary>
    BadReason,

    /// <summary>Somebody else changed the same at this moment.</summary>
    Overtaken,
}
