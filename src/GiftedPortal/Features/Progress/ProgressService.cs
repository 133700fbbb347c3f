using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Progress;

/// <summary>Says where customers stand. Staff, and the portal's own jobs.</summary>
public sealed class ProgressService(IDbContextFactory<PortalDbContext> database, ConnectionService connections, HrisProviders providers)
{
    /// <summary>Every customer that has begun a set-up. None for members and strangers.</summary>
    public async Task<IReadOnlyList<CustomerProgress>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        var all = await connections.ListAsync(actor, cancellationToken);
        if (all.Count == 0)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var finished = (await db.Set<FinishedStep>().Select(step => new { step.ConnectionId, step.Slug, step.At }).ToListAsync(cancellationToken)).ToLookup(step => step.ConnectionId);
        var answers = (await db.Set<SetupAnswer>().Select(answer => new { answer.ConnectionId, answer.At }).ToListAsync(cancellationToken)).ToLookup(answer => answer.ConnectionId, answer => answer.At);
        var handovers = (await db.Set<Handover>().Select(one => new { one.ConnectionId, one.OpenKey, one.To, one.GivenAt, one.EndedAt }).ToListAsync(cancellationToken)).ToLookup(one => one.ConnectionId);
        return [.. all.Select(connection =>
        {
            var guide = providers[connection.Provider].Guide;
            var steps = finished[connection.Id].Where(step => guide.Find(step.Slug) is not null).OrderBy(step => step.At).Select(step => new StepMoment(step.Slug, step.At)).ToList();
            var step = SetupRules.Resume(guide, steps.Select(one => one.Slug).ToHashSet());
            DateTimeOffset?[] moments =
            [
                connection.CreatedAt, connection.CredentialsSavedAt, connection.StatusSince, .. steps.Select(one => (DateTimeOffset?)one.At), .. answers[connection.Id].Cast<DateTimeOffset?>(),
                .. handovers[connection.Id].SelectMany(one => new[] { one.GivenAt, one.EndedAt }),
            ];
            var waiting = handovers[connection.Id].Where(one => one.OpenKey == step.Slug || one.OpenKey == Handover.Whole).MaxBy(one => one.GivenAt);
            return new CustomerProgress(connection.CustomerId, connection, guide, step, moments.Max()!.Value, waiting?.To, steps);
        })];
    }
}
