using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>Carries out a plan, inside the caller's transaction, in batches that keep memory flat.</summary>
internal static class RosterWriter
{
    private const int BatchSize = 500;

    public static async Task WriteAsync(PortalDbContext db, SyncRun run, RosterPlan plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var batch in plan.Changes.Chunk(BatchSize))
        {
            db.ChangeTracker.Clear();
            var known = batch.Where(change => change.Code != SyncEntryCode.NewPerson).Select(change => change.PersonId).ToList();
            var rows = await db.Set<Employee>()
                .Where(employee => employee.ConnectionId == run.ConnectionId && known.Contains(employee.PersonId))
                .ToDictionaryAsync(employee => employee.PersonId, cancellationToken);
            foreach (var change in batch)
            {
                if (!rows.TryGetValue(change.PersonId, out var row))
                {
                    row = new Employee { ConnectionId = run.ConnectionId, PersonId = change.PersonId, FirstSeenAt = now };
                    db.Add(row);
                }

                Apply(change, row, run, now);
                if (EntryOf(change, run.Id, now) is { } entry)
                {
                    db.Add(entry);
                }
            }

            await db.SaveChangesAsync(cancellationToken);
        }

        db.ChangeTracker.Clear();
    }

    private static void Apply(RosterChange change, Employee row, SyncRun run, DateTimeOffset now)
    {
        row.LastRunId = run.Id;
        if (change.Person is not { } person)
        {
            row.MissedRuns++;
            row.LeftAt = change.Kind == SyncEntryKind.Left ? now : null;
            return;
        }

        row.LeftAt = RosterRules.HasLeft(row, person) ? row.LeftAt ?? now : null;
        row.MissedRuns = 0;
        row.ContentHash = change.Hash;
        row.Visible = person.Visible;
        foreach (var field in RosterField.All.Where(field => person.Visible.HasFlag(field.Flag)))
        {
            field.Take(row, person);
        }
    }

    private static SyncEntry? EntryOf(RosterChange change, Guid runId, DateTimeOffset now) => change.Kind is not { } kind ? null : new SyncEntry
    {
        RunId = runId,
        At = now,
        Kind = kind,
        Code = change.Code,
        PersonId = change.PersonId,
        Fields = change.Fields,
    };
}
