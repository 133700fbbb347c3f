using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications.Writing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Notifications.Messages;

/// <summary>Shows staff what was sent to whom, and sends it again.</summary>
internal sealed class LetterService(IDbContextFactory<PortalDbContext> database, LetterWriter writer, TimeProvider time)
{
    /// <summary>Letters, newest first. Staff only; anybody else gets none.</summary>
    public async Task<IReadOnlyList<LetterRow>> ListAsync(LetterQuery query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var letters = db.Set<StoredLetter>().AsNoTracking();
        if (query.State is { } state)
        {
            letters = letters.Where(one => one.State == state);
        }

        if (query.Kind is { } kind)
        {
            letters = letters.Where(one => one.Kind == kind);
        }

        if (query.CustomerId is { } customer)
        {
            letters = letters.Where(one => one.CustomerId == customer);
        }

        if (!string.IsNullOrWhiteSpace(query.To))
        {
            var to = query.To.Trim().ToLowerInvariant();
            letters = letters.Where(one => one.ToAddress.Contains(to));
        }

        if (query.Before is { } before)
        {
            letters = letters.Where(one => one.Id.CompareTo(before) < 0);
        }

        // ids are made of time
        var found = await letters.OrderByDescending(one => one.Id).Take(query.Take).ToListAsync(cancellationToken);
        return [.. found.Select(letter => new LetterRow(letter, writer.SubjectOf(letter)))];
    }

    /// <summary>Sends a letter again that was sent or given up, with its audit row. Operators and admins only.</summary>
    /// <returns>Null when done, else why not.</returns>
    public async Task<ResendRefusal?> SendAgainAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.HasAny(StaffRoles.Operator | StaffRoles.Admin))
        {
            return ResendRefusal.NotAllowed;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var letter = await db.Set<StoredLetter>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (letter is null or { IsErased: true })
        {
            return ResendRefusal.NotFound;
        }

        if (letter.State is LetterState.Waiting)
        {
            return ResendRefusal.UnderWay;
        }

        var now = time.GetUtcNow();
        db.Add(AuditEntry.Of(actor, now, "letter.sent-again", letter.CustomerId, letter.ConnectionId, letter.State.ToString(), $"{letter.Kind} {letter.ToAddress}"));
        (letter.State, letter.Attempts, letter.Failure, letter.FailureCode) = (LetterState.Waiting, 0, null, null);
        (letter.WaitingSince, letter.NextAttemptAt) = (now, now);
        letter.Resends++;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            // a colleague was faster
            return ResendRefusal.UnderWay;
        }
    }
}

/// <summary>Which letters to show.</summary>
/// <param name="State">Only these.</param>
/// <param name="Kind">Only these.</param>
/// <param name="To">Only to addresses that contain this.</param>
/// <param name="CustomerId">Only of this customer.</param>
/// <param name="Before">Only older than the one with this id: the next page.</param>
/// <param name="Take">How many at the most.</param>
internal sealed record LetterQuery(LetterState? State = null, LetterKind? Kind = null, string? To = null, Guid? CustomerId = null, Guid? Before = null, int Take = 100);

/// <summary>A letter in a list: never with what it says beyond its subject.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Subject">Its subject as the recipient reads it; null when it cannot be decrypted any more.</param>
public sealed record LetterRow(StoredLetter Letter, string? Subject);

/// <summary>Why a letter is not sent again.</summary>
internal enum ResendRefusal
{
    /// <summary>The actor's role does not allow it.</summary>
    NotAllowed,

    /// <summary>There is no such letter, or what it said is erased.</summary>
    NotFound,

    /// <summary>It is being sent already.</summary>
    UnderWay,
}
