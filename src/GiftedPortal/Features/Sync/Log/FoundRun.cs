using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Log.Errors;
using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>What a run can be found by.</summary>
internal sealed class FoundRun
{
    public required Guid Id { get; init; }

    public required Guid CustomerId { get; init; }

    public required Guid ConnectionId { get; init; }

    public required SyncRunStatus Status { get; init; }

    public required SyncTrigger Trigger { get; init; }

    public required string StartedBy { get; init; }

    /// <summary>The runs of one error, or all. Those of a warning come out of their own table, whose indexes have the code in front: it is rare, and the runs are many.</summary>
    public static IQueryable<FoundRun> Of(PortalDbContext db, CatalogueEntry? error)
    {
        var runs = db.Set<SyncRun>().AsQueryable();
        if (error?.Entry is { } code)
        {
            return
                from finding in db.Set<SyncFinding>()
                where finding.Code == code
                join run in runs on finding.RunId equals run.Id
                select new FoundRun { Id = finding.RunId, CustomerId = finding.CustomerId, ConnectionId = run.ConnectionId, Status = run.Status, Trigger = run.Trigger, StartedBy = run.StartedBy };
        }

        runs = error?.Outcome is { } outcome ? runs.Where(run => run.Outcome == outcome) : runs;
        return runs.Select(run => new FoundRun
        {
            Id = run.Id, CustomerId = run.CustomerId, ConnectionId = run.ConnectionId, Status = run.Status, Trigger = run.Trigger, StartedBy = run.StartedBy,
        });
    }
}
