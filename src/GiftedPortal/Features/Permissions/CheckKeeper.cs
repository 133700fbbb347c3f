using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions.Drift;
using GiftedPortal.Providers;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Permissions;

/// <summary>Stores a finished check as evidence, together with what it means for the connection: all in one transaction.</summary>
internal sealed class CheckKeeper(IDbContextFactory<PortalDbContext> database, HrisProviders providers)
{
    private const int Attempts = 3;

    private static Actor Checker { get; } = Actor.System("permission check");

    public async Task<PermissionCheck> KeepAsync(Guid connectionId, PermissionReport report, Actor actor, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            var connection = await db.Set<Connection>().FirstAsync(one => one.Id == connectionId, cancellationToken);
            var last = await db.Set<PermissionCheck>().Where(check => check.ConnectionId == connectionId).OrderByDescending(check => check.At).FirstOrDefaultAsync(cancellationToken);
            var check = Add(db, connection, report, actor, startedAt, last);
            if (report.AccountId is { } account && ConnectionLife.IsInSetup(connection.Status))
            {
                connection.AccountId = account;
            }

            if (ConnectionLife.Syncs(connection.Status))
            {
                await ApplyAsync(db, connection, last?.Lost ?? [], check, startedAt, cancellationToken);
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return check;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // the connection changed at this moment: look again what the check means for it
            }
        }
    }

    private PermissionCheck Add(PortalDbContext db, Connection connection, PermissionReport report, Actor actor, DateTimeOffset startedAt, PermissionCheck? last)
    {
        var check = New(connection, report, actor, startedAt, last);
        if (last is not null && last.SaysTheSameAs(check))
        {
            // a checklist that is open for an hour leaves one row for each change, not one for each look
            last.SeenAgainAt = startedAt;
            last.Result = check.Result; // when its calls were made has changed
            return last;
        }

        db.Add(check);
        return check;
    }

    private PermissionCheck New(Connection connection, PermissionReport report, Actor actor, DateTimeOffset startedAt, PermissionCheck? last)
    {
        var expected = DriftRules.Expect(IsDecided(connection.Status) ? last?.Result.Expected : null, report.Findings);
        return new PermissionCheck
        {
            Id = Guid.CreateVersion7(startedAt),
            ConnectionId = connection.Id,
            At = startedAt,
            SeenAgainAt = startedAt,
            GuideVersion = connection.GuideVersion,
            StartedBy = actor.Name,
            CredentialsFailure = report.Credentials.Failure?.Kind,
            AudienceKnown = report.Audience.Known,
            People = report.Audience.People,
            Dialect = report.Dialect,
            Calls = report.Calls.Count,
            Duration = report.Duration,
            RateLimit = report.Calls.Min(call => call.RateLimit),
            Result = StoredFindings.Of(report) with
            {
                Expected = expected,
                Lost = DriftRules.Lost(expected, report.Findings, last?.Lost ?? [], providers[connection.Provider].Permissions),
            },
        };
    }

    private static bool IsDecided(ConnectionStatus status) =>
        !ConnectionLife.IsInSetup(status) && !ConnectionLife.IsWaiting(status) && status is not ConnectionStatus.Rejected;

    private static async Task ApplyAsync(
        PortalDbContext db, Connection connection, IReadOnlyList<string> lostBefore, PermissionCheck check, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var events = db.Set<ConnectionEvent>().Where(one => one.ConnectionId == connection.Id);
        var raised = await events.Where(one => one.Operation == ConnectionOperation.RaiseAttention).OrderByDescending(one => one.Id).Select(one => one.Reason).FirstOrDefaultAsync(cancellationToken);
        var hasBeenLive = await events.AnyAsync(one => one.To == ConnectionStatus.Live, cancellationToken);
        if (DriftRules.Decide(connection.Status, raised is null ? null : AttentionReason.Parse(raised), hasBeenLive, check) is { } operation)
        {
            db.Record(connection, operation, Checker, now, operation is ConnectionOperation.RaiseAttention ? DriftRules.Trouble(check)!.ToString() : null);
        }

        foreach (var key in check.Lost.Except(lostBefore))
        {
            db.Add(AuditEntry.Of(Checker, now, "permission.lost", connection.CustomerId, connection.Id, oldValue: key));
        }

        foreach (var key in lostBefore.Except(check.Lost))
        {
            db.Add(AuditEntry.Of(Checker, now, "permission.regained", connection.CustomerId, connection.Id, newValue: key));
        }
    }
}
