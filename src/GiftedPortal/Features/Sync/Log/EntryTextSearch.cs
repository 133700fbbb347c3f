using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>
/// Finds the lines of a run by a person, their id or a part of their name, or by a part of the detail. Two questions, each with its own index, before any other filter: a run may have a million lines, of which a
/// person has one or two, and few have a detail.
/// </summary>
internal static class EntryTextSearch
{
    private const int MostDetails = 1000;

    /// <summary>Keys of the lines; of those with such a detail the first thousand.</summary>
    public static async Task<IReadOnlyList<long>> LinesAsync(PortalDbContext db, Guid runId, string text, CancellationToken cancellationToken)
    {
        var lines = db.Set<SyncEntry>().Where(entry => entry.RunId == runId);
        List<string> people = [text, .. await PersonSearch.PeopleAsync(db, runId, text, cancellationToken)];
        var ofPerson = await lines.Where(entry => entry.PersonId != null && people.Contains(entry.PersonId)).Select(entry => entry.Id).ToListAsync(cancellationToken);
        var withDetail = await lines.Where(entry => entry.Detail != null && entry.Detail.Contains(text))
            .OrderBy(entry => entry.Id).Select(entry => entry.Id).Take(MostDetails).ToListAsync(cancellationToken);
        return [.. ofPerson, .. withDetail];
    }
}
