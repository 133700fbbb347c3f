using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Retention;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log.Values;

/// <summary>Tells what is missing after a run: hidden by a permission, really empty, or left. Staff only.</summary>
public sealed class RunGapService(IDbContextFactory<PortalDbContext> database, RunValueService values, SyncRetention retention, TimeProvider time)
{
    /// <summary>What is missing after a run; null for anybody but staff.</summary>
    public async Task<RunGaps?> OfAsync(SyncRun run, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return null;
        }

        if (retention.EndsLinesOf(run.StartedAt, time.GetUtcNow()))
        {
            return new RunGaps(new Dictionary<PersonFields, int>(), new Dictionary<PersonFields, int>(), EmptiedIsPart: false, run.Left, Unshown: 0) { IsForgotten = true };
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var lines = db.Set<SyncEntry>().AsNoTracking().Where(entry => entry.RunId == run.Id);
        var hidden = await lines.Where(entry => entry.Kind == SyncEntryKind.Warning && entry.Code == SyncEntryCode.FieldsHidden).ToListAsync(cancellationToken);
        var unshown = await lines.CountAsync(entry => entry.Kind == SyncEntryKind.Warning && entry.Code == SyncEntryCode.Missing, cancellationToken);
        var changed = await lines.Where(entry => entry.Kind == SyncEntryKind.Changed && entry.Values != null).OrderBy(entry => entry.Id)
            .Select(entry => entry.Id).Take(RunValueService.MostLines + 1).ToListAsync(cancellationToken);
        // an empty value is empty under a mask too
        var emptied = (await values.MaskedAsync(run.Id, changed, actor, cancellationToken)).Values.SelectMany(changes => changes).Where(change => change.New is null);
        return new RunGaps(
            hidden.GroupBy(entry => entry.Fields).ToDictionary(entries => entries.Key, entries => entries.Sum(PeopleOf)),
            emptied.GroupBy(change => change.Field).ToDictionary(changes => changes.Key, changes => changes.Count()),
            changed.Count > RunValueService.MostLines,
            run.Left,
            unshown);
    }

    private static int PeopleOf(SyncEntry entry) => int.TryParse(entry.Detail, NumberStyles.None, CultureInfo.InvariantCulture, out var people) ? people : 0;
}
