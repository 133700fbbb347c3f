namespace GiftedPortal.Features.Sync.Log.Firings;

/// <summary>What became of a time at which the scheduler was to begin a sync.</summary>
public enum FiringResult
{
    /// <summary>The sync ran to its end.</summary>
    Succeeded,

    /// <summary>There was nothing to do: the connection does not sync now, or another run had served already.</summary>
    Skipped,

    /// <summary>The sync failed, and the scheduler tries it again.</summary>
    WillRetry,

    /// <summary>The sync failed, and the scheduler waits for the next time that it is due.</summary>
    Failed,

    /// <summary>It was asked to stop: by a shutdown, or because it took too long.</summary>
    Cancelled,

    /// <summary>It did not begin: the portal was down or too busy at that time.</summary>
    Missed,

    /// <summary>It did not begin: the one before had not ended.</summary>
    Overlapped,

    /// <summary>It did not begin: something in the portal forbade it.</summary>
    Vetoed,
}

/// <summary>What made the scheduler begin.</summary>
public enum FiringCause
{
    /// <summary>The interval.</summary>
    Schedule,

    /// <summary>Somebody asked for a sync.</summary>
    Now,

    /// <summary>One was interrupted.</summary>
    Recovery,
}

/// <summary>One time at which the scheduler began a connection's sync, or should have.</summary>
/// <param name="At">UTC; when it began, or when it was found that it did not.</param>
/// <param name="Due">UTC; when it was due; null where nobody recorded that.</param>
/// <param name="Cause">What made it begin.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Node">The node of the scheduler; null where it has no others beside it, and no name.</param>
public sealed record Firing(DateTimeOffset At, DateTimeOffset? Due, FiringCause Cause, FiringResult Result, string? Node)
{
    /// <summary>How long the job took; null where it did not begin.</summary>
    public TimeSpan? Took { get; init; }

    /// <summary>0 for the first try, then the number of the retry.</summary>
    public int Retry { get; init; }

    /// <summary>The kind of exception that ended it, without its message; null where none did.</summary>
    public string? Error { get; init; }

    /// <summary>The run that it made; null where it made none, or an exception ended it.</summary>
    public Guid? Run { get; init; }

    /// <summary>How much later it began than it was due; null where that is not known.</summary>
    public TimeSpan? Late => At > Due ? At - Due : Due is null ? null : TimeSpan.Zero;
}

/// <summary>What the scheduler did for a connection.</summary>
/// <param name="CustomerName">The name that Gifted knows the customer by.</param>
/// <param name="Next">UTC; when it is due next; null while it does not sync.</param>
/// <param name="Newest">Newest first.</param>
public sealed record Firings(string CustomerName, DateTimeOffset? Next, IReadOnlyList<Firing> Newest);
