using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections.Duplicates;

/// <summary>
/// The companies that synced under the old method. A customer with such a name counts as synced before: those who are there when the list is brought
/// in, and those who begin their set-up later.
/// </summary>
public sealed class FormerSyncs(IDbContextFactory<PortalDbContext> database, TimeProvider time)
{
    /// <summary>Most lines of one import.</summary>
    public const int MostLines = 10_000;

    private const int LongestShown = 200;

    /// <summary>Brings in names, one a line; further columns after a comma, semicolon or tab are ignored, and so is what was brought in before. Admins only.</summary>
    /// <returns>What came of it; null: not allowed, or more than <see cref="MostLines"/> lines.</returns>
    public async Task<FormerSyncImport?> ImportAsync(string lines, Actor actor, CancellationToken cancellationToken)
    {
        var names = Parse(lines);
        if (!actor.HasAny(StaffRoles.Admin) || names.Count > MostLines)
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var known = (await db.Set<FormerSync>().Select(one => one.Key).ToListAsync(cancellationToken)).ToHashSet();
        var usable = names.Where(name => CompanyKey.Of(name).Length > 0 && name.Length <= CustomerService.LongestName).ToList();
        var added = usable.DistinctBy(CompanyKey.Of).Where(name => !known.Contains(CompanyKey.Of(name)))
            .Select(name => new FormerSync { Key = CompanyKey.Of(name), Name = name, AddedAt = now }).ToList();
        db.AddRange(added);
        var keys = added.Select(one => one.Key).ToHashSet();
        var marked = (await db.Set<Customer>().Where(customer => !customer.SyncedBefore).ToListAsync(cancellationToken))
            .Where(customer => keys.Contains(CompanyKey.Of(customer.Name))).ToList();
        foreach (var customer in marked)
        {
            customer.SyncedBefore = true;
            db.Add(AuditEntry.Of(actor, now, "customer.synced-before", customer.Id, newValue: customer.Name));
        }

        var import = new FormerSyncImport(added.Count, usable.Count - added.Count, [.. names.Except(usable).Select(Short)], marked.Count);
        db.Add(AuditEntry.Of(actor, now, "former-syncs.imported", null, newValue: added.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancellationToken);
        return import;
    }

    /// <summary>Marks a customer who synced under the old method, in the caller's context.</summary>
    internal static async Task MarkAsync(PortalDbContext db, Customer customer, CancellationToken cancellationToken)
    {
        var key = CompanyKey.Of(customer.Name);
        customer.SyncedBefore |= await db.Set<FormerSync>().AnyAsync(one => one.Key == key, cancellationToken);
    }

    // a quoted name may hold the separators
    private static List<string> Parse(string lines) =>
        [.. lines.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(FirstColumn).Select(CompanyName.Clean).Where(name => name.Length > 0)];

    private static string FirstColumn(string line) =>
        line[0] == '"' && line.IndexOf('"', 1) is > 0 and var end ? line[1..end] : line.Split(',', ';', '\t')[0];

    private static string Short(string name) => name.Length <= LongestShown ? name : name[..LongestShown];
}

/// <summary>What came of an import.</summary>
/// <param name="Added">Companies that are new.</param>
/// <param name="Known">Lines that named a company brought in before, or twice.</param>
/// <param name="Unusable">Lines that are no name: without a letter, or too long.</param>
/// <param name="Marked">Customers who count as synced before from now on.</param>
public sealed record FormerSyncImport(int Added, int Known, IReadOnlyList<string> Unusable, int Marked);
