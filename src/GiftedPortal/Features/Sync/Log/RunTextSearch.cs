using GiftedPortal.Data;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>
/// Finds the newest runs by a part of a name: the customer's, or that of the person who asked for the run. Names cannot be looked up in an index, but they are few: first the
/// customers are found, then from each of them no more runs are read than a page can show. So the cost follows neither the number of runs nor how far back they lie.
/// </summary>
internal static class RunTextSearch
{
    // how many customers one of the guesses of how far back a page reaches looks at
    private const int Together = 7;

    /// <summary>Keys of the newest runs, at most <paramref name="take"/>, newest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="runs">Those among which to look.</param>
    /// <param name="text">A part of a name, in any case.</param>
    /// <param name="take">How many at the most.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static async Task<IReadOnlyList<Guid>> NewestAsync(PortalDbContext db, IQueryable<FoundRun> runs, string text, int take, CancellationToken cancellationToken)
    {
        var name = text.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // becomes lower() in SQL, the one way that both databases know
        var asked = await runs.Where(run => run.Trigger == SyncTrigger.Requested && run.StartedBy.ToLower().Contains(name))
            .OrderByDescending(run => run.Id).Select(run => run.Id).Take(take).ToListAsync(cancellationToken);
        var named = db.Set<Customer>().Where(one => one.Name.ToLower().Contains(name));
#pragma warning restore CA1304, CA1311, CA1862
        var newest = await named
            .Select(customer => new { customer.Id, Newest = runs.Where(run => run.CustomerId == customer.Id).OrderByDescending(run => run.Id).Select(run => (Guid?)run.Id).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        // no page shows runs of more customers than it has rows, and these are the ones with the newest runs
        var customers = newest.Where(one => one.Newest is not null).OrderByDescending(one => one.Newest).Take(take).Select(one => (one.Id, Newest: one.Newest!.Value)).ToList();
        if (customers.Count == 0)
        {
            return asked;
        }

        var own = await OfAsync(db, runs, customers, take, cancellationToken);
        return [.. asked.Concat(own).Distinct().OrderDescending().Take(take)];
    }

    private static async Task<List<Guid>> OfAsync(PortalDbContext db, IQueryable<FoundRun> runs, List<(Guid Id, Guid Newest)> customers, int take, CancellationToken cancellationToken)
    {
        var ids = customers.ConvertAll(one => one.Id);
        // how far back a page can reach: one customer may fill it alone, or some of them together, or each with one run
        var share = (take + Together - 1) / Together;
        var reach = await db.Set<Customer>().Where(customer => ids.Contains(customer.Id))
            .Select(customer => new
            {
                Page = runs.Where(run => run.CustomerId == customer.Id).OrderByDescending(run => run.Id).Select(run => (Guid?)run.Id).Skip(take - 1).FirstOrDefault(),
                Share = runs.Where(run => run.CustomerId == customer.Id).OrderByDescending(run => run.Id).Select(run => (Guid?)run.Id).Skip(share - 1).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        Guid?[] reaches = [reach.Max(one => one.Page), reach.Select(one => one.Share).OrderDescending().ElementAtOrDefault(Together - 1), customers.Count == take ? customers[^1].Newest : null];
        var found = runs.Where(run => ids.Contains(run.CustomerId));
        if (reaches.Max() is { } first)
        {
            found = found.Where(run => run.Id.CompareTo(first) >= 0);
        }

        // in no order: that of the index by customer is as good
        return await found.Select(run => run.Id).ToListAsync(cancellationToken);
    }
}
