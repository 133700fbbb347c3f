using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Customers;

/// <summary>The language that each member chose for screens and messages.</summary>
public sealed class MemberLanguages(IDbContextFactory<PortalDbContext> database)
{
    /// <summary>The chosen language, such as <c>he</c>; null when the person chose none or is no member.</summary>
    /// <param name="subject">The sign-in provider's subject.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<string?> OfAsync(string subject, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<Member>().Where(member => member.Subject == subject).Select(member => member.Language).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Keeps the choice; does nothing for somebody who is no member.</summary>
    /// <param name="subject">The sign-in provider's subject.</param>
    /// <param name="language">Such as <c>he</c>.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public async Task ChooseAsync(string subject, string language, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Set<Member>().Where(member => member.Subject == subject && member.Language != language)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.Language, language), cancellationToken);
    }
}
