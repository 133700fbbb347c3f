using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log;

public sealed partial class SyncLogService
{
    /// <summary>The runs of each customer that had any, by day; those with the most trouble first. A range of keys for each day, so that no day is read but these.</summary>
    /// <param name="starts">UTC; where each day starts, and in the end where the last one ends.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<IReadOnlyList<CustomerDays>> DaysAsync(IReadOnlyList<DateTimeOffset> starts, Actor actor, CancellationToken cancellationToken)
    {
        if (OwnersOf(actor) is not { } visible)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var found = new Dictionary<Guid, RunDay[]>();
        for (var day = 0; day < starts.Count - 1; day++)
        {
            var counts = await Found(db, new RunQuery { From = starts[day], To = starts[day + 1] }, visible)
                .GroupBy(run => new { run.CustomerId, run.Status })
                .Select(group => new { group.Key.CustomerId, group.Key.Status, Count = group.Count() })
                .ToListAsync(cancellationToken);
            foreach (var count in counts)
            {
                var days = found.TryGetValue(count.CustomerId, out var known) ? known : found[count.CustomerId] = [.. Enumerable.Repeat(RunDay.None, starts.Count - 1)];
                days[day] = days[day].With(count.Status, count.Count);
            }
        }

        var names = await db.Set<Customer>().Where(one => found.Keys.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Name, cancellationToken);
        return [.. found.Select(one => new CustomerDays(one.Key, names[one.Key], one.Value)).OrderByDescending(one => one.Bad).ThenBy(one => one.CustomerName, StringComparer.CurrentCulture)];
    }
}
