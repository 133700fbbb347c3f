using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log;

public sealed partial class SyncLogService
{
    private const int AtATime = 4;

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

        // a few days at a time: each is a question of its own
        var counts = new IReadOnlyList<DayCount>[starts.Count - 1];
        await Parallel.ForEachAsync(Enumerable.Range(0, counts.Length), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken }, async (day, stop) =>
            counts[day] = await DayAsync(starts[day], starts[day + 1], visible, stop));
        var found = new Dictionary<Guid, RunDay[]>();
        foreach (var (day, count) in counts.SelectMany((some, day) => some.Select(count => (day, count))))
        {
            var days = found.TryGetValue(count.CustomerId, out var known) ? known : found[count.CustomerId] = [.. Enumerable.Repeat(RunDay.None, counts.Length)];
            days[day] = days[day].With(count.Status, count.Runs);
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var names = await db.Set<Customer>().Where(one => found.Keys.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Name, cancellationToken);
        return [.. found.Select(one => new CustomerDays(one.Key, names[one.Key], one.Value)).OrderByDescending(one => one.Bad).ThenBy(one => one.CustomerName, StringComparer.CurrentCulture)];
    }

    private async Task<IReadOnlyList<DayCount>> DayAsync(DateTimeOffset from, DateTimeOffset to, Owners visible, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Found(db, new RunQuery { From = from, To = to }, visible)
            .GroupBy(run => new { run.CustomerId, run.Status })
            .Select(group => new DayCount(group.Key.CustomerId, group.Key.Status, group.Count()))
            .ToListAsync(cancellationToken);
    }

    private sealed record DayCount(Guid CustomerId, SyncRunStatus Status, int Runs);
}
