using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Approval.DryRuns;

/// <summary>Reads people as the first sync would, for a reviewer to see what it would do.</summary>
public sealed class DryRunService(
    IDbContextFactory<PortalDbContext> database, ConnectionService connections, CredentialService credentials, HrisProviders providers, TimeProvider time)
{
    /// <summary>How many people are shown.</summary>
    public const int Shown = 5;

    /// <summary>
    /// Reads everybody through the provider, which counts the calls as it counts those of a check. Nothing of a person is stored; that somebody looked
    /// is in the audit trail before they see it. Reviewers and admins only, while the connection waits for a decision.
    /// </summary>
    /// <returns>Null: not allowed, no such connection, not waiting, or no credentials.</returns>
    public async Task<DryRun?> RunAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Reviewer | StaffRoles.Admin)
            || await connections.FindAsync(connectionId, actor, cancellationToken) is not { } connection
            || !ConnectionLife.IsWaiting(connection.Status)
            || await credentials.OpenAsync(connectionId, actor, cancellationToken) is not { } access)
        {
            return null;
        }

        var (people, statuses, sample, failure) = (0, new Dictionary<string, int>(), new List<MaskedPerson>(), (FailureKind?)null);
        try
        {
            await foreach (var person in providers[connection.Provider].ReadPeopleAsync(access, _ => { }, cancellationToken))
            {
                people++;
                statuses[person.Status ?? ""] = statuses.GetValueOrDefault(person.Status ?? "") + 1;
                if (sample.Count < Shown)
                {
                    sample.Add(MaskedPerson.Of(person));
                }
            }
        }
        catch (ProviderException exception)
        {
            failure = exception.Failure.Kind;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        db.Add(AuditEntry.Of(actor, time.GetUtcNow(), "personal-data.dry-run", connection.CustomerId, connectionId, newValue: $"{people} people read, {sample.Count} shown masked"));
        await db.SaveChangesAsync(cancellationToken);
        return new DryRun(people, statuses, sample, failure);
    }
}
