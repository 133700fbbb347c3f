using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log;

public sealed partial class SyncLogService
{
    // each by a connection of its own: a month takes half as long, and leaves the pool to others
    private const int DaysAtOnce = 3;

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

        var days = new List<(Guid CustomerId, SyncRunStatus Status, int Count)>[starts.Count - 1];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, days.Length),
            new ParallelOptions { MaxDegreeOfParallelism = DaysAtOnce, CancellationToken = cancellationToken },
            async (day, stop) => days[day] = await DayAsync(starts[day], starts[day + 1], visible, stop));
        var found = new Dictionary<Guid, RunDay[]>();
        foreach (var (day, counts) in days.Index())
        {
            foreach (var (customerId, status, count) in counts)
            {
                var own = found.TryGetValue(customerId, out var known) ? known : found[customerId] = [.. Enumerable.Repeat(RunDay.None, days.Length)];
                own[day] = own[day].With(status, count);
            }
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var names = await db.Set<Customer>().Where(one => found.Keys.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Name, cancellationToken);
        return [.. found.Select(one => new CustomerDays(one.Key, names[one.Key], one.Value)).OrderByDescending(one => one.Bad).ThenBy(one => one.CustomerName, StringComparer.CurrentCulture)];
    }

    private async Task<List<(Guid CustomerId, SyncRunStatus Status, int Count)>> DayAsync(DateTimeOffset start, DateTimeOffset end, Owners visible, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var counts = await Found(db, new RunQuery { From = start, To = end }, visible)
            .GroupBy(run => new { run.CustomerId, run.Status })
            .Select(group => new { group.Key.CustomerId, group.Key.Status, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return counts.ConvertAll(count => (count.CustomerId, count.Status, count.Count));
    }
}
