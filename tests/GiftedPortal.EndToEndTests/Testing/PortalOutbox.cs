using GiftedPortal.Data;
using GiftedPortal.Features.Notifications;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>Reads what a portal inside the test's process wrote to somebody.</summary>
internal static class PortalOutbox
{
    /// <summary>Where the buttons of the letters to this address lead, newest first.</summary>
    public static async Task<IReadOnlyList<(LetterKind Kind, string Path)>> LettersToAsync(this IServiceProvider provider, string address, CancellationToken cancellationToken)
    {
        await using var db = await provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken);
        var letters = await db.Set<StoredLetter>().AsNoTracking().Where(letter => letter.ToAddress == address).OrderByDescending(letter => letter.Id).ToListAsync(cancellationToken);
        var protector = new LetterProtector(provider.GetRequiredService<IDataProtectionProvider>());
        return [.. letters.Select(letter => (letter.Kind, protector.Unprotect(letter).Path))];
    }
}
