using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>Reads full rows of a connection's roster.</summary>
internal sealed class RosterRows(IDbContextFactory<PortalDbContext> database, Guid connectionId)
{
    /// <summary>Those of these people, by id.</summary>
    public async Task<Dictionary<string, Employee>> OfAsync(IReadOnlyList<string> people, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<Employee>().AsNoTracking()
            .Where(employee => employee.ConnectionId == connectionId && people.Contains(employee.PersonId))
            .ToDictionaryAsync(employee => employee.PersonId, cancellationToken);
    }

    /// <summary>Those of everybody who has not left, one after the other.</summary>
    public async IAsyncEnumerable<Employee> PresentAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await foreach (var row in db.Set<Employee>().AsNoTracking()
            .Where(employee => employee.ConnectionId == connectionId && employee.LeftAt == null).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return row;
        }
    }
}
