using GiftedPortal.Data;

namespace GiftedPortal.Features.Connections.Erasure;

/// <summary>
/// One kind of personal data that a feature keeps for a connection, and how it is erased. Each feature registers its own, so that the connection's
/// end needs to know none of them.
/// </summary>
public interface IEraser
{
    /// <summary>Names the kind in the certificate and in <c>ErasureText.resx</c>: <c>employees</c>.</summary>
    string Kind { get; }

    /// <summary>Erases some rows, in the caller's transaction.</summary>
    /// <param name="db">The caller's context.</param>
    /// <param name="connectionId">A connection that has ended.</param>
    /// <param name="atMost">How many rows at the most.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>How many were erased, 0 when none is left; null: not now, somebody still writes, ask again later.</returns>
    Task<int?> EraseAsync(PortalDbContext db, Guid connectionId, int atMost, CancellationToken cancellationToken);
}
