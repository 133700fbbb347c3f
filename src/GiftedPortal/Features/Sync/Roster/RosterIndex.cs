using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>What is needed of each person in the roster to see that nothing changed: about a hundred bytes a head.</summary>
internal sealed class RosterIndex
{
    private readonly Dictionary<string, Known> _people = [];

    /// <summary>People who have not left.</summary>
    public int Present { get; private set; }

    public static async Task<RosterIndex> LoadAsync(PortalDbContext db, Guid connectionId, CancellationToken cancellationToken)
    {
        var index = new RosterIndex();
        var rows = db.Set<Employee>().AsNoTracking()
            .Where(employee => employee.ConnectionId == connectionId)
            .Select(employee => new { employee.PersonId, employee.ContentHash, employee.MissedRuns, HasLeft = employee.LeftAt != null })
            .AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            index._people.Add(row.PersonId, new Known(row.ContentHash, row.MissedRuns, row.HasLeft));
            index.Present += row.HasLeft ? 0 : 1;
        }

        return index;
    }

    /// <summary>Takes the person out, so that whoever is left over at the end was not in the answer.</summary>
    public bool TryTake(string personId, out Known known) => _people.Remove(personId, out known);

    public IEnumerable<KeyValuePair<string, Known>> NotTaken => _people;

    /// <param name="Hash">Fingerprint of what was seen last.</param>
    /// <param name="MissedRuns">Complete runs in a row that have not seen the person.</param>
    /// <param name="HasLeft">Left or vanished.</param>
    internal readonly record struct Known(Guid Hash, int MissedRuns, bool HasLeft);
}
