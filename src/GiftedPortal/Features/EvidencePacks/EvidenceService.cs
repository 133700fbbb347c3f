using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Setup;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.EvidencePacks;

/// <summary>Packs all that a decision about one connection rests on. Neither secrets nor anything about an employee is in it: no table that holds such is read.</summary>
public sealed class EvidenceService(IDbContextFactory<PortalDbContext> database, AuditChain chain, TimeProvider time)
{
    /// <summary>Who may have a pack.</summary>
    public const StaffRoles Readers = StaffRoles.Reviewer | StaffRoles.Auditor | StaffRoles.Admin;

    private const string Taken = "evidence.taken";

    /// <summary>The pack as a ZIP file, and an audit entry that it was taken. The same records give the same bytes, whoever asks and whenever.</summary>
    /// <returns>Null when there is no such connection, and for anybody who may not have it.</returns>
    public async Task<byte[]?> PackAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(Readers))
        {
            return null;
        }

        // first sealed, so that a pack taken a moment later says the same of its entries
        await chain.SealAsync(cancellationToken);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.Set<Connection>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == connectionId, cancellationToken) is not { } connection)
        {
            return null;
        }

        var pack = EvidencePack.Create(
        [
            ("connection.json", Of(connection)),
            ("answers.json", await db.Set<SetupAnswer>().AsNoTracking().Where(one => one.ConnectionId == connectionId).OrderBy(one => one.Key)
                .Select(one => new { one.Key, one.Value }).ToListAsync(cancellationToken)),
            ("steps.json", await db.Set<FinishedStep>().AsNoTracking().Where(one => one.ConnectionId == connectionId).OrderBy(one => one.At).ThenBy(one => one.Slug)
                .Select(one => new { one.Slug, one.GuideVersion, one.At, one.By }).ToListAsync(cancellationToken)),
            ("checks.json", await db.Set<PermissionCheck>().AsNoTracking().Where(one => one.ConnectionId == connectionId).OrderBy(one => one.At).ThenBy(one => one.Id)
                .Select(one => new { one.Id, one.At, one.SeenAgainAt, one.GuideVersion, one.StartedBy, one.CredentialsFailure, one.AudienceKnown, one.People, one.Dialect, one.Result })
                .ToListAsync(cancellationToken)),
            ("confirmations.json", await db.Set<PermissionConfirmation>().AsNoTracking().Where(one => one.ConnectionId == connectionId).OrderBy(one => one.Key)
                .Select(one => new { one.Key, one.At, one.By }).ToListAsync(cancellationToken)),
            ("decisions.json", await db.Set<ConnectionEvent>().AsNoTracking().Where(one => one.ConnectionId == connectionId).OrderBy(one => one.Id)
                .Select(one => new { one.At, one.Operation, one.From, one.To, one.ActorId, one.ActorName, one.Reason, one.Rule, one.RuleReasons }).ToListAsync(cancellationToken)),
            ("clock.json", await db.Set<ClockRecord>().AsNoTracking().Where(one => one.ConnectionId == connectionId).OrderBy(one => one.Id)
                .Select(one => new { one.Moment, one.DueAt, one.ReachedAt }).ToListAsync(cancellationToken)),
            ("audit.json", await AuditAsync(db, connectionId, cancellationToken)),
        ]);
        db.Add(AuditEntry.Of(actor, time.GetUtcNow(), Taken, connection.CustomerId, connectionId, newValue: EvidencePack.Hash(pack)));
        await db.SaveChangesAsync(cancellationToken);
        return pack;
    }

    // named one by one: a column that is added later, such as another secret, does not slip in
    private static object Of(Connection one) => new
    {
        one.Id, one.CustomerId, one.Provider, one.Environment, one.GuideVersion, one.CreatedAt, one.Status, one.StatusSince, one.CompanyName,
        one.Employees, one.GroupMembers, one.ServiceUserId, one.CredentialsSavedAt, one.AccountId, one.SubmittedById, one.ReviewerId, one.ReviewerName,
    };

    // that a pack was taken is no part of it: else no two packs were the same
    private static async Task<object> AuditAsync(PortalDbContext db, Guid connectionId, CancellationToken cancellationToken) => await (
        from entry in db.Set<AuditEntry>().AsNoTracking()
        join seal in db.Set<AuditSeal>().AsNoTracking() on entry.Id equals seal.EntryId
        where entry.ConnectionId == connectionId && entry.Action != Taken
        orderby seal.Position
        select new
        {
            seal.Position, seal.Hash, entry.Id, entry.At, entry.ActorId, entry.ActorName, entry.Origin, entry.Action, entry.OldValue, entry.NewValue, entry.Reason,
        }).ToListAsync(cancellationToken);
}
