using System.Security.Cryptography;
using GiftedPortal.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Notifications;

/// <summary>Where features put letters. A job sends them once they are committed.</summary>
public sealed class Outbox(IDataProtectionProvider protection, TimeProvider time)
{
    private readonly LetterProtector _protector = new(protection);

    /// <summary>
    /// Adds a letter to the caller's context, so that it is committed with what it tells of, or not at all. Saving fails with a unique
    /// violation (<see cref="UniqueViolation"/>), and saves nothing, when a letter with this key was written before.
    /// </summary>
    /// <param name="db">The caller's context.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="notBefore">UTC; held back until then, see <see cref="StoredLetter.IsHeldAt"/>. Null: sent as soon as it is committed.</param>
    /// <exception cref="ArgumentException">The path is no address inside the portal, or the key is too long.</exception>
    public void Add(PortalDbContext db, Letter letter, DateTimeOffset? notBefore = null)
    {
        if (!IsInside(letter.Path))
        {
            throw new ArgumentException("The path of a letter starts with one slash and leads into the portal.", nameof(letter));
        }

        if (letter.DedupKey.Length is 0 or > StoredLetter.LongestDedupKey)
        {
            throw new ArgumentException($"The key of a letter has 1 to {StoredLetter.LongestDedupKey} characters.", nameof(letter));
        }

        var now = time.GetUtcNow();
        var due = notBefore > now ? notBefore.Value : now;
        var id = Guid.CreateVersion7(now);
        db.Add(new StoredLetter
        {
            Id = id,
            DedupKey = letter.DedupKey,
            Kind = letter.Content.Kind,
            // as members' addresses are kept; staff search for it
            ToAddress = letter.To.Address.Trim().ToLowerInvariant(),
            ToName = letter.To.Name,
            Culture = letter.To.Culture ?? "en",
            ProtectedBody = _protector.Protect(id, new LetterBody(letter.Content, letter.Path)),
            CustomerId = letter.CustomerId,
            ConnectionId = letter.ConnectionId,
            CreatedAt = now,
            WaitingSince = due,
            NextAttemptAt = due,
        });
    }

    /// <summary>What the newest letter says whose key begins so; null: there is none, or it can be read no more.</summary>
    public async Task<LetterContent?> LastContentAsync(PortalDbContext db, string keyStart, CancellationToken cancellationToken)
    {
        var letter = await db.Set<StoredLetter>().AsNoTracking().Where(one => one.DedupKey.StartsWith(keyStart)).OrderByDescending(one => one.Id).FirstOrDefaultAsync(cancellationToken);
        try
        {
            return letter is null or { IsErased: true } ? null : _protector.Unprotect(letter).Content;
        }
        catch (CryptographicException)
        {
            // the key ring was lost: the message page says so of the letter itself
            return null;
        }
    }

    private static bool IsInside(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl);
}
