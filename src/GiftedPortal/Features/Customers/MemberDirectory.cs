using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Customers;

/// <summary>Finds the customer of a person who signs in.</summary>
public sealed class MemberDirectory(IDbContextFactory<PortalDbContext> database, TimeProvider time)
{
    /// <summary>
    /// The customer of this person, or null. The first sign-in with an invited address binds the subject to it,
    /// so that a later owner of the same mailbox is somebody else.
    /// </summary>
    /// <param name="subject">The sign-in provider's subject.</param>
    /// <param name="verifiedEmail">The address, only when the provider says that it verified it.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<Guid?> SignInAsync(string subject, string? verifiedEmail, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var address = verifiedEmail?.Trim().ToLowerInvariant();
        var member = await db.Set<Member>().FirstOrDefaultAsync(one => one.Subject == subject, cancellationToken)
            ?? await db.Set<Member>().FirstOrDefaultAsync(one => one.Email == address && one.Subject == null, cancellationToken);
        if (member is null)
        {
            return null;
        }

        member.Subject = subject;
        member.LastSignInAt = time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        return member.CustomerId;
    }

    /// <summary>Whether the person still belongs to the customer.</summary>
    public async Task<bool> IsMemberAsync(string subject, Guid customerId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<Member>().AnyAsync(member => member.Subject == subject && member.CustomerId == customerId, cancellationToken);
    }
}
