using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>Finds people of rosters and the runs that touched them. An id is looked up at each connection; names are searched within one customer, whose roster is read for it.</summary>
internal static class PersonSearch
{
    private const int MostPeople = 50;
    private const int MostRuns = 1000;

    /// <summary>The newest runs that have a line about a person whose id is this text, or, within one customer, whose name contains it.</summary>
    public static async Task<IReadOnlyList<Guid>> RunsAsync(PortalDbContext db, string text, Guid? customerId, Guid? connectionId, CancellationToken cancellationToken)
    {
        var connections = db.Set<Connection>().Where(one => (customerId == null || one.CustomerId == customerId) && (connectionId == null || one.Id == connectionId));
        var people = await (
            from connection in connections
            join employee in db.Set<Employee>() on connection.Id equals employee.ConnectionId
            where employee.PersonId == text
            select new { employee.ConnectionId, employee.PersonId, employee.FirstSeenAt }).Take(MostPeople).ToListAsync(cancellationToken);
        if (people.Count == 0 && (customerId ?? connectionId) is not null)
        {
            people = await (
                from connection in connections
                join employee in Named(db.Set<Employee>(), text) on connection.Id equals employee.ConnectionId
                select new { employee.ConnectionId, employee.PersonId, employee.FirstSeenAt }).Take(MostPeople).ToListAsync(cancellationToken);
        }

        var runs = new List<Guid>();
        foreach (var found in people.GroupBy(one => one.ConnectionId))
        {
            var ids = found.Select(one => one.PersonId).ToList();
            // the run that brought somebody in is known by its moment, so that the many lines of first syncs need no index
            var firsts = found.Select(one => one.FirstSeenAt).Distinct().ToList();
            runs.AddRange(await db.Set<SyncRun>()
                .Where(run => run.ConnectionId == found.Key
                    && (db.Set<SyncEntry>().Where(entry => ids.Contains(entry.PersonId!) && entry.Kind != SyncEntryKind.Added).Select(entry => entry.RunId).Contains(run.Id)
                        || firsts.Contains(run.StartedAt)))
                .OrderByDescending(run => run.Id).Select(run => run.Id).Take(MostRuns).ToListAsync(cancellationToken));
        }

        return runs;
    }

    /// <summary>The ids of the people of a run's connection whose name contains this text.</summary>
    public static async Task<IReadOnlyList<string>> PeopleAsync(PortalDbContext db, Guid runId, string text, CancellationToken cancellationToken) =>
        await (
            from run in db.Set<SyncRun>()
            where run.Id == runId
            join employee in Named(db.Set<Employee>(), text) on run.ConnectionId equals employee.ConnectionId
            select employee.PersonId).Take(MostPeople).ToListAsync(cancellationToken);

    private static IQueryable<Employee> Named(IQueryable<Employee> employees, string text)
    {
        var name = text.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // becomes lower() in SQL, the one way that both databases know
        return employees.Where(one => ((one.FirstName ?? "") + " " + (one.Surname ?? "")).ToLower().Contains(name));
#pragma warning restore CA1304, CA1311, CA1862
    }
}
