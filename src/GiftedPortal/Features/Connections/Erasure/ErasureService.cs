using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Connections.Erasure;

/// <summary>
/// Ends a connection: in one transaction it is disconnected and its credentials are gone; then what it brought in is erased in batches, however often
/// the process dies in between; then a certificate says what was erased.
/// </summary>
public sealed class ErasureService(IDbContextFactory<PortalDbContext> database, IEnumerable<IEraser> erasers, TimeProvider time)
{
    private const int Batch = 500;
    private const string Credentials = "credentials";

    private static Actor Eraser { get; } = Actor.System("erasure");

    /// <summary>Ends the member's own connection. The caller asks the scheduler to erase, see <see cref="ErasureScheduler"/>.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="confirmation">The company's name as the member typed it.</param>
    /// <param name="actor">Who ends it.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>Null when ended, else why not.</returns>
    public async Task<ConnectionRefusal?> DisconnectAsync(Guid connectionId, string confirmation, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var connection = await db.Set<Connection>().FirstOrDefaultAsync(one => one.Id == connectionId, cancellationToken);
        if (connection is null || !actor.IsMemberOf(connection.CustomerId))
        {
            return new ConnectionRefusal.NotFound();
        }

        var company = connection.CompanyName ?? await db.Set<Customer>().Where(one => one.Id == connection.CustomerId).Select(one => one.Name).FirstAsync(cancellationToken);
        if (!IsConfirmed(company, confirmation))
        {
            return new ConnectionRefusal.WrongConfirmation(company);
        }

        var now = time.GetUtcNow();
        if (db.Record(connection, ConnectionOperation.Disconnect, actor, now, reason: null) is { } refusal)
        {
            return refusal;
        }

        var erasure = new Erasure
        {
            Id = Guid.CreateVersion7(now),
            ConnectionId = connectionId,
            CustomerId = connection.CustomerId,
            Company = CompanyName.Clean(company),
            Provider = connection.Provider,
            Environment = connection.Environment,
            RequestedAt = now,
            RequestedBy = actor.Name,
        };
        erasure.Counts.Add(new ErasedCount { ErasureId = erasure.Id, Kind = Credentials, Rows = await TakeCredentialsAsync(db, connection, cancellationToken) });
        db.Add(erasure);
        return await db.SaveUnlessDecidedAsync(connection, cancellationToken);
    }

    /// <summary>Whether the typed text is the company's name, however it is spaced and capitalised.</summary>
    public static bool IsConfirmed(string company, string confirmation) =>
        string.Equals(CompanyName.Clean(company), CompanyName.Clean(confirmation), StringComparison.OrdinalIgnoreCase);

    /// <summary>Erasures of the member's own customer, newest first; none for anybody else.</summary>
    public async Task<IReadOnlyList<Erasure>> OfMemberAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor is not { Kind: ActorKind.Member, CustomerId: { } customerId })
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<Erasure>().AsNoTracking().Include(erasure => erasure.Counts)
            .Where(erasure => erasure.CustomerId == customerId).OrderByDescending(erasure => erasure.RequestedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Connections whose erasure is not completed.</summary>
    internal async Task<IReadOnlyList<Guid>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Set<Erasure>().Where(erasure => erasure.CompletedAt == null).Select(erasure => erasure.ConnectionId).ToListAsync(cancellationToken);
    }

    /// <summary>Goes on with the erasure of a connection, and issues the certificate when nothing is left.</summary>
    /// <returns>True: completed, now or before. False: something is still being written; ask again later.</returns>
    internal async Task<bool> EraseAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        foreach (var eraser in erasers)
        {
            int? rows;
            do
            {
                rows = await EraseBatchAsync(connectionId, eraser, cancellationToken);
            }
            while (rows > 0);

            if (rows is null)
            {
                return false;
            }
        }

        return await CompleteAsync(connectionId, cancellationToken);
    }

    private async Task<int?> EraseBatchAsync(Guid connectionId, IEraser eraser, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var erasure = await OpenAsync(db, connectionId, cancellationToken);
        if (erasure is null)
        {
            return 0;
        }

        var rows = await eraser.EraseAsync(db, connectionId, Batch, cancellationToken);
        var count = erasure.Counts.Find(one => one.Kind == eraser.Kind);
        if (count is null)
        {
            count = new ErasedCount { ErasureId = erasure.Id, Kind = eraser.Kind };
            db.Add(count);
        }

        count.Rows += rows ?? 0;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }

    private async Task<bool> CompleteAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await OpenAsync(db, connectionId, cancellationToken) is not { } erasure)
        {
            return true;
        }

        var now = time.GetUtcNow();
        var number = CertificateText.NumberOf(erasure.Id, now);
        (erasure.CompletedAt, erasure.Number, erasure.Text) = (now, number, CertificateText.Write(erasure, number, now));
        db.Add(AuditEntry.Of(Eraser, now, "erasure.completed", erasure.CustomerId, connectionId, newValue: number));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // another node completed it at this moment: one certificate is enough
        }

        return true;
    }

    private static Task<Erasure?> OpenAsync(PortalDbContext db, Guid connectionId, CancellationToken cancellationToken) =>
        db.Set<Erasure>().Include(one => one.Counts).FirstOrDefaultAsync(one => one.ConnectionId == connectionId && one.CompletedAt == null, cancellationToken);

    private static async Task<int> TakeCredentialsAsync(PortalDbContext db, Connection connection, CancellationToken cancellationToken)
    {
        var pairs = connection.HasCredentials ? 1 : 0;
        (connection.ServiceUserId, connection.ProtectedToken, connection.CredentialsSavedAt) = (null, null, null);
        if (await db.Set<NewCredentials>().FirstOrDefaultAsync(one => one.ConnectionId == connection.Id, cancellationToken) is { } pending)
        {
            db.Remove(pending);
            pairs++;
        }

        return pairs;
    }
}
