using System.Net.Mail;
using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Customers;

/// <summary>Customers and the people who may sign in for them.</summary>
public sealed class CustomerService(IDbContextFactory<PortalDbContext> database, TimeProvider time)
{
    /// <summary>Longest name of a customer, in characters.</summary>
    public const int LongestName = 200;

    /// <summary>Longest e-mail address, in characters (RFC 5321).</summary>
    public const int LongestEmail = 254;

    /// <summary>All customers with their members, by name. Staff only; anybody else gets none.</summary>
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
                customer.Members.OrderBy(member => member.Email).Select(member => new MemberRow(member.Email, member.LastSignInAt)).ToList()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Adds a customer with its first member.</summary>
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

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Customer>().AnyAsync(customer => customer.Name == name, cancellationToken))
        {
            return CustomerRefusal.NameTaken;
        }

        var now = time.GetUtcNow();
        var customer = new Customer { Id = Guid.CreateVersion7(now), Name = name, SyncedBefore = input.SyncedBefore, CreatedAt = now };
        db.Add(customer);
        db.Add(AuditEntry.Of(actor, now, "customer.added", customer.Id, newValue: name));
        return await AddMemberAsync(db, customer.Id, input.MemberEmail, actor, now, cancellationToken);
    }

    /// <summary>Lets another person of a customer sign in.</summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<CustomerRefusal?> AddMemberAsync(Guid customerId, string email, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Admin))
        {
            return CustomerRefusal.NotAllowed;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<Customer>().AnyAsync(customer => customer.Id == customerId, cancellationToken)
            ? await AddMemberAsync(db, customerId, email, actor, time.GetUtcNow(), cancellationToken)
            : CustomerRefusal.NotFound;
    }

    private static async Task<CustomerRefusal?> AddMemberAsync(PortalDbContext db, Guid customerId, string email, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var address = email.Trim().ToLowerInvariant();
        if (address.Length > LongestEmail || !MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)
        {
            return CustomerRefusal.BadEmail;
        }

        if (await db.Set<Member>().AnyAsync(member => member.Email == address, cancellationToken))
        {
            return CustomerRefusal.EmailTaken;
        }

        db.Add(new Member { Id = Guid.CreateVersion7(now), CustomerId = customerId, Email = address });
        db.Add(AuditEntry.Of(actor, now, "member.added", customerId, newValue: address));
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}

/// <summary>What is needed to add a customer.</summary>
/// <param name="Name">The company's name.</param>
/// <param name="SyncedBefore">Whether it synced with Gifted under the old method.</param>
/// <param name="MemberEmail">Its first member.</param>
public sealed record NewCustomer(string Name, bool SyncedBefore, string MemberEmail);

/// <summary>A customer in a list.</summary>
public sealed record CustomerRow(Guid Id, string Name, bool SyncedBefore, DateTimeOffset CreatedAt, IReadOnlyList<MemberRow> Members);

/// <summary>A member in a list.</summary>
public sealed record MemberRow(string Email, DateTimeOffset? LastSignInAt);

/// <summary>Why a customer or member was not added.</summary>
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
}
