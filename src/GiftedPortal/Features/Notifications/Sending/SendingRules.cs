namespace GiftedPortal.Features.Notifications.Sending;

/// <summary>When a letter is tried again, and when it is given up. Pure.</summary>
internal static class SendingRules
{
    /// <summary>How long a letter is tried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>How long the mail server may take for one letter.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>How long a letter stays with the node that took it; longer than <see cref="Limit"/>, so only a node that died loses it to another.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    /// <summary>Trying again cannot help.</summary>
    public static bool IsForGood(PostFailureKind failure) =>
        failure is PostFailureKind.Recipient or PostFailureKind.Message or PostFailureKind.Unreadable;

    /// <summary>The trouble is not the letter's: the next one would meet it too.</summary>
    public static bool IsEveryLetters(PostFailureKind failure) =>
        failure is PostFailureKind.Unreachable or PostFailureKind.TimedOut or PostFailureKind.Encryption or PostFailureKind.SignIn or PostFailureKind.Folder;

    /// <summary>When to try again after a failure: after 1, 2, 4 … minutes, at most 4 hours, the last time 24 hours after the first. Null: give up.</summary>
    public static DateTimeOffset? NextAttempt(StoredLetter letter, PostFailureKind failure, DateTimeOffset now)
    {
        var end = letter.WaitingSince + Patience;
        if (IsForGood(failure) || now >= end)
        {
            return null;
        }

        var pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(letter.Attempts, 16) - 1));
        var next = now + (pause < LongestPause ? pause : LongestPause);
        return next < end ? next : end;
    }
}
