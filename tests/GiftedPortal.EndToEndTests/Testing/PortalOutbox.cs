using GiftedPortal.Data;
using GiftedPortal.Features.Notifications;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>Reads what a portal on SQLite wrote to somebody, with the key ring that lies in the same database.</summary>
internal static class PortalOutbox
{
    /// <summary>Where the buttons of the letters to this address lead, newest first.</summary>
    public static async Task<IReadOnlyList<(LetterKind Kind, string Path)>> LettersToAsync(this PortalProcess portal, string address, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPortalDatabase(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(portal.DataFolder, "portal.db")};Pooling=False"));
        services.AddDataProtection().SetApplicationName("GiftedPortal").PersistKeysToDbContext<PortalDbContext>();
        await using var provider = services.BuildServiceProvider();
        return await provider.LettersToAsync(address, cancellationToken);
    }

    /// <summary>The same of a portal inside the test's process.</summary>
    public static async Task<IReadOnlyList<(LetterKind Kind, string Path)>> LettersToAsync(this IServiceProvider provider, string address, CancellationToken cancellationToken)
    {
        await using var db = await provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellationToken);
        var letters = await db.Set<StoredLetter>().AsNoTracking().Where(letter => letter.ToAddress == address).OrderByDescending(letter => letter.Id).ToListAsync(cancellationToken);
        var protector = new LetterProtector(provider.GetRequiredService<IDataProtectionProvider>());
        return [.. letters.Select(letter => (letter.Kind, protector.Unprotect(letter).Path))];
    }
}
