using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Health;

/// <summary>Reads the facts as they will be after the save: what the context holds counts before what the database has.</summary>
internal static class HealthReading
{
    private static readonly SyncOutcome[] Successes = [.. Enum.GetValues<SyncOutcome>().Where(outcome => SyncOutcomes.StatusOf(outcome) is SyncRunStatus.Succeeded)];

    // what may pass by itself hides nothing that was found before
    private static readonly SyncOutcome[] Ends = [.. Successes, .. Enum.GetValues<SyncOutcome>().Where(SyncOutcomes.NeedsSomebody)];

    public static async Task<HealthFacts> OfAsync(PortalDbContext db, Connection connection, CancellationToken cancellationToken)
    {
        var facts = new HealthFacts(connection.Status, connection.StatusSince);
        switch (connection.Status)
        {
            case ConnectionStatus.Live:
                return facts with { SucceededAt = (await LastRunAsync(db, connection.Id, Successes, cancellationToken))?.FinishedAt };
            case ConnectionStatus.Paused:
                return facts with { IsPausedByGifted = await LastEventAsync(db, connection.Id, ConnectionOperation.Pause, cancellationToken) is { ActorKind: not ActorKind.Member } };
            case ConnectionStatus.NeedsAttention:
                var raised = await LastEventAsync(db, connection.Id, ConnectionOperation.RaiseAttention, cancellationToken);
                return facts with
                {
                    Raised = raised?.Reason is { } reason ? AttentionReason.Parse(reason) : null,
                    RaisedAt = raised?.At,
                    Last = await LastRunAsync(db, connection.Id, Ends, cancellationToken),
                };
            default:
                return facts;
        }
    }

    private static async Task<ConnectionEvent?> LastEventAsync(PortalDbContext db, Guid connectionId, ConnectionOperation operation, CancellationToken cancellationToken) =>
        db.ChangeTracker.Entries<ConnectionEvent>()
            .Where(entry => entry.State is EntityState.Added && entry.Entity.ConnectionId == connectionId && entry.Entity.Operation == operation)
            .Select(entry => entry.Entity).LastOrDefault()
        ?? await db.Set<ConnectionEvent>().AsNoTracking()
            .Where(one => one.ConnectionId == connectionId && one.Operation == operation)
            .OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancellationToken);

    // at most one run of a connection is under way, so the one that ends now is the newest
    private static async Task<SyncRun?> LastRunAsync(PortalDbContext db, Guid connectionId, SyncOutcome[] outcomes, CancellationToken cancellationToken) =>
        db.ChangeTracker.Entries<SyncRun>()
            .Where(entry => entry.State is EntityState.Modified && entry.Entity.ConnectionId == connectionId && outcomes.Contains(entry.Entity.Outcome))
            .Select(entry => entry.Entity).LastOrDefault()
        ?? await db.Set<SyncRun>().AsNoTracking()
            .Where(run => run.ConnectionId == connectionId && outcomes.Contains(run.Outcome))
            .OrderByDescending(run => run.Id).FirstOrDefaultAsync(cancellationToken);
}
