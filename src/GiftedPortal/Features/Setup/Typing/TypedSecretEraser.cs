using GiftedPortal.Data;
using GiftedPortal.Features.Connections.Erasure;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Setup.Typing;

/// <summary>Erases what was typed into the credentials' fields and never saved, and what the provider said of credentials that are gone.</summary>
internal sealed class TypedSecretEraser : IEraser
{
    public string Kind => "typed-secrets";

    // a handful of rows: one batch
    public async Task<int?> EraseAsync(PortalDbContext db, Guid connectionId, int atMost, CancellationToken cancellationToken) =>
        await db.Set<TypedSecret>().Where(one => one.ConnectionId == connectionId).ExecuteDeleteAsync(cancellationToken)
        + await db.Set<CredentialLook>().Where(one => one.ConnectionId == connectionId).ExecuteDeleteAsync(cancellationToken);
}
