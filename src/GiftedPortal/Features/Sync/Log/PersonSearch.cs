using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>
/// Finds people of rosters and the runs that touched them. An id is looked up at each connection. Names have no index, which every sync would pay for: they are looked at one by one, within one customer
/// or among the people of one run, and no more than a number of them.
/// </summary>
internal static class PersonSearch
{
    /// <summary>Of a larger company only the first people are found by name; all are found by id.</summary>
    public const int MostNames = 5000;

    /// <summary>The same for a run that touched more people: each of them is looked up.</summary>
    public const int MostNamesOfRun = 2000;

    private const int MostPeople = 50;
    private const int MostRuns = 1000;

    // with those of other connections to the same company, which know the same people
    private const int MostTouched = 5000;

    /// <summary>The newest runs that have a line about a person whose id is this text, or, within one customer, whose name contains it.</summary>
    public static async Task<IReadOnlyList<Guid>> RunsAsync(PortalDbContext db, string text, Guid? customerId, Guid? connectionId, CancellationToken cancellationToken)
    {
        var connections = await ConnectionsAsync(db, customerId, connectionId, cancellationToken);
        var people = await db.Set<Employee>().Where(one => connections.Contains(one.ConnectionId) && one.PersonId == text)
            .Select(one => new { one.ConnectionId, one.PersonId, one.FirstSeenAt }).Take(MostPeople).ToListAsync(cancellationToken);
        if (people.Count == 0 && (customerId ?? connectionId) is not null)
        {
            var left = MostNames;
            foreach (var id in connections)
            {
                var looked = Roster(db, id).Take(left);
                people.AddRange(await Named(looked, text).Take(MostPeople).Select(one => new { one.ConnectionId, one.PersonId, one.FirstSeenAt }).ToListAsync(cancellationToken));
                left -= await looked.CountAsync(cancellationToken);
            }
        }

        // first the keys: a database that does not know how few they are may go through all runs of the connection instead
        var anybody = people.Select(one => one.PersonId).Distinct().ToList();
        var touched = await db.Set<SyncEntry>().Where(entry => entry.PersonId != null && anybody.Contains(entry.PersonId) && entry.Kind != SyncEntryKind.Added)
            .Select(entry => new { entry.RunId, entry.PersonId }).Distinct().OrderByDescending(one => one.RunId).Take(MostTouched).ToListAsync(cancellationToken);
        var runs = new List<Guid>();
        foreach (var found in people.GroupBy(one => one.ConnectionId))
        {
            // another connection may know somebody else by the same id
            var ids = found.Select(one => one.PersonId).ToHashSet();
            var theirs = touched.Where(one => ids.Contains(one.PersonId!)).Select(one => one.RunId).Distinct().ToList();
            // the run that brought somebody in is known by its moment, so that the many lines of first syncs need no index
            var firsts = found.Select(one => one.FirstSeenAt).Distinct().ToList();
            var own = db.Set<SyncRun>().Where(run => run.ConnectionId == found.Key);
            runs.AddRange(await own.Where(run => theirs.Contains(run.Id)).OrderByDescending(run => run.Id).Select(run => run.Id).Take(MostRuns).ToListAsync(cancellationToken));
            runs.AddRange(await own.Where(run => firsts.Contains(run.StartedAt)).Select(run => run.Id).ToListAsync(cancellationToken));
        }

        return runs;
    }

    /// <summary>Whether a customer has more people than are looked at by name.</summary>
    public static async Task<bool> IsTooLargeAsync(PortalDbContext db, Guid customerId, CancellationToken cancellationToken) =>
        await db.Set<Connection>().Where(one => one.CustomerId == customerId)
            .SelectMany(one => db.Set<Employee>().Where(employee => employee.ConnectionId == one.Id).Select(employee => employee.PersonId))
            .Skip(MostNames).AnyAsync(cancellationToken);

    /// <summary>Whether a run has lines about more people than are looked at by name.</summary>
    public static Task<bool> IsTooLongAsync(PortalDbContext db, Guid runId, CancellationToken cancellationToken) =>
        Lines(db, runId).Skip(MostNamesOfRun).AnyAsync(cancellationToken);

    /// <summary>The ids of the people of a run's lines whose name contains this text.</summary>
    public static async Task<IReadOnlyList<string>> PeopleAsync(PortalDbContext db, Guid runId, string text, CancellationToken cancellationToken)
    {
        var connectionId = await db.Set<SyncRun>().Where(run => run.Id == runId).Select(run => run.ConnectionId).FirstOrDefaultAsync(cancellationToken);
        // first the ids, handed over as one value: a database that does not know how few they are may read the whole roster instead
        var people = await Lines(db, runId).Take(MostNamesOfRun).ToListAsync(cancellationToken);
        return await Named(db.Set<Employee>().Where(one => one.ConnectionId == connectionId && EF.Parameter(people).Contains(one.PersonId)), text)
            .Select(one => one.PersonId).Take(MostPeople).ToListAsync(cancellationToken);
    }

    // their keys first, so that the roster's key, which begins with them, leads to the person; a database may go through all rosters instead
    private static async Task<List<Guid>> ConnectionsAsync(PortalDbContext db, Guid? customerId, Guid? connectionId, CancellationToken cancellationToken)
    {
        var connections = db.Set<Connection>().AsQueryable();
        connections = customerId is { } customer ? connections.Where(one => one.CustomerId == customer) : connections;
        connections = connectionId is { } connection ? connections.Where(one => one.Id == connection) : connections;
        return await connections.OrderBy(one => one.Id).Select(one => one.Id).ToListAsync(cancellationToken);
    }

    // in the order of the index that has them, so that no more of them is read
    private static IQueryable<string> Lines(PortalDbContext db, Guid runId) =>
        db.Set<SyncEntry>().Where(entry => entry.RunId == runId && entry.PersonId != null).OrderBy(entry => entry.PersonId).Select(entry => entry.PersonId!);

    private static IQueryable<Employee> Roster(PortalDbContext db, Guid connectionId) =>
        db.Set<Employee>().Where(one => one.ConnectionId == connectionId).OrderBy(one => one.PersonId);

    private static IQueryable<Employee> Named(IQueryable<Employee> employees, string text)
    {
        var name = text.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // becomes lower() in SQL, the one way that both databases know
        return employees.Where(one => ((one.FirstName ?? "") + " " + (one.Surname ?? "")).ToLower().Contains(name));
#pragma warning restore CA1304, CA1311, CA1862
    }
}
