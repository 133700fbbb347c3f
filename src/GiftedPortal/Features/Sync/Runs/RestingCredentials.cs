using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Permissions;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Runs;

/// <summary>Whether a connection's credentials are worth another try by themselves. Providers shut out whoever shows rejected ones too often.</summary>
internal static class RestingCredentials
{
    /// <summary>They were rejected three times in a row, and since then nobody saved others and no check saw them accepted.</summary>
    public static async Task<bool> RestAsync(PortalDbContext db, Connection connection, CancellationToken cancellationToken)
    {
        var last = await db.Set<SyncRun>().AsNoTracking()
            .Where(run => run.ConnectionId == connection.Id && run.Status != SyncRunStatus.Interrupted)
            .OrderByDescending(run => run.StartedAt).Take(SyncOutcomes.Tries)
            .ToListAsync(cancellationToken);
        return last.Count == SyncOutcomes.Tries
            && last.TrueForAll(run => run.Outcome == SyncOutcome.CredentialsRejected)
            && connection.CredentialsSavedAt < last[0].StartedAt
            && await db.Set<PermissionCheck>().AsNoTracking().Where(check => check.ConnectionId == connection.Id).OrderByDescending(check => check.At).FirstOrDefaultAsync(cancellationToken)
                is not { CredentialsAccepted: true };
    }
}
