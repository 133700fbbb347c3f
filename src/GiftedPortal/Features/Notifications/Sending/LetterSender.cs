using GiftedPortal.Data;
using GiftedPortal.Features.Notifications.Post;
using GiftedPortal.Features.Notifications.Writing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Notifications.Sending;

/// <summary>
/// Sends what waits in the outbox. Nodes take letters one by one, so no two send the same. What is recorded as sent is never sent again
/// by itself. Where a node dies, or the connection breaks, between the mail server's yes and our record of it, nobody can know: the letter
/// is then sent again, with the same <c>Message-ID</c>, by which receiving servers and programs recognise it.
/// </summary>
internal sealed partial class LetterSender(
    IDbContextFactory<PortalDbContext> database, LetterWriter writer, IPost post, TimeProvider time, ILogger<LetterSender> logger)
{
    /// <summary>Sends the letters that are due, oldest first; stops early where the mail server is in trouble or the portal ends.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        while (!cancellationToken.IsCancellationRequested && await TakeAsync(cancellationToken) is { } letter)
        {
            var failure = await SendAsync(letter);
            await RecordAsync(letter, failure);
            if (failure is null)
            {
                sent++;
            }
            else if (SendingRules.IsEveryLetters(failure.Kind))
            {
                break;
            }
        }

        return sent;
    }

    /// <summary>Takes the next letter that is due, for as long as the lease. Null: there is none.</summary>
    internal async Task<StoredLetter?> TakeAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        while (true)
        {
            var now = time.GetUtcNow();
            var letter = await db.Set<StoredLetter>().AsNoTracking()
                .Where(one => one.State == LetterState.Waiting && one.NextAttemptAt <= now)
                .OrderBy(one => one.NextAttemptAt).ThenBy(one => one.Id)
                .FirstOrDefaultAsync(cancellationToken);
            if (letter is null)
            {
                return null;
            }

            var mine = letter.Attempts + 1;
            if (await Same(db, letter).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.Attempts, mine).SetProperty(one => one.NextAttemptAt, now + SendingRules.Lease), cancellationToken) == 1)
            {
                letter.Attempts = mine;
                return letter;
            }
        }
    }

    // not cancelled when the portal ends: a letter half sent is one that may arrive twice
    private async Task<PostException?> SendAsync(StoredLetter letter)
    {
        try
        {
            using var limit = new CancellationTokenSource(SendingRules.Limit, time);
            using var message = await writer.WriteAsync(letter);
            await post.SendAsync(message, limit.Token);
            return null;
        }
        catch (PostException failure)
        {
            return failure;
        }
    }

    private async Task RecordAsync(StoredLetter letter, PostException? failure)
    {
        var now = time.GetUtcNow();
        var next = failure is null ? null : SendingRules.NextAttempt(letter, failure.Kind, now);
        var state = failure is null ? LetterState.Sent : next is null ? LetterState.Failed : LetterState.Waiting;
        await using var db = await database.CreateDbContextAsync(CancellationToken.None);
        var (kind, code) = (failure?.Kind, failure?.Code);
        var recorded = await Same(db, letter).ExecuteUpdateAsync(
            set => set
                .SetProperty(one => one.State, state)
                .SetProperty(one => one.NextAttemptAt, next ?? now)
                .SetProperty(one => one.SentAt, one => state == LetterState.Sent ? now : one.SentAt)
                .SetProperty(one => one.Failure, kind)
                .SetProperty(one => one.FailureCode, code),
            CancellationToken.None);
        if (recorded == 0)
        {
            Log.LeaseLost(logger, letter.Id);
        }
        else if (failure is not null)
        {
            Log.NotSent(logger, letter.Id, letter.Attempts, failure.Kind, failure.Code, next);
        }
    }

    // the row as it was read: of two who change it at once, one finds it
    private static IQueryable<StoredLetter> Same(PortalDbContext db, StoredLetter letter) => db.Set<StoredLetter>().Where(one =>
        one.Id == letter.Id && one.State == LetterState.Waiting && one.Attempts == letter.Attempts && one.Resends == letter.Resends);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Letter {Letter} was not sent at attempt {Attempt}: {Failure} {Code}. Next attempt: {Next}.")]
        public static partial void NotSent(ILogger logger, Guid letter, int attempt, PostFailureKind failure, string? code, DateTimeOffset? next);

        [LoggerMessage(LogLevel.Warning, "Letter {Letter} took longer than its lease; another node may have sent it too.")]
        public static partial void LeaseLost(ILogger logger, Guid letter);
    }
}
