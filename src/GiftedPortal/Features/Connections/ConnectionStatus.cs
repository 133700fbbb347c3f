namespace GiftedPortal.Features.Connections;

/// <summary>Where a connection stands in its life.</summary>
public enum ConnectionStatus
{
    /// <summary>The customer is setting it up.</summary>
    Draft,

    /// <summary>Waits for a reviewer; the clock runs.</summary>
    Submitted,

    /// <summary>A reviewer looks at it; the clock runs.</summary>
    InReview,

    /// <summary>The customer was asked for changes; the clock is paused.</summary>
    ChangesRequested,

    /// <summary>Refused, with a reason.</summary>
    Rejected,

    /// <summary>Approved; the first sync is about to start.</summary>
    Approved,

    /// <summary>The first sync runs.</summary>
    FirstSync,

    /// <summary>Syncs on schedule.</summary>
    Live,

    /// <summary>Something keeps it from syncing.</summary>
    NeedsAttention,

    /// <summary>Stopped on purpose.</summary>
    Paused,

    /// <summary>Ended; the data is erased.</summary>
    Disconnected,
}

/// <summary>Who has to act next.</summary>
public enum Party
{
    /// <summary>Nobody.</summary>
    Nobody,

    /// <summary>The customer.</summary>
    Customer,

    /// <summary>Staff.</summary>
    Gifted,
}

/// <summary>What can be done to a connection.</summary>
public enum ConnectionOperation
{
    /// <summary>The customer sends it in.</summary>
    Submit,

    /// <summary>A reviewer takes it.</summary>
    Claim,

    /// <summary>A reviewer gives it back, or did nothing with it for too long.</summary>
    Release,

    /// <summary>The first of two reviewers approves it; it waits for the second.</summary>
    FirstApproval,

    /// <summary>A reviewer approves it.</summary>
    Approve,

    /// <summary>A reviewer asks the customer for changes.</summary>
    RequestChanges,

    /// <summary>A reviewer refuses it.</summary>
    Reject,

    /// <summary>The first sync starts.</summary>
    StartFirstSync,

    /// <summary>A sync succeeded.</summary>
    GoLive,

    /// <summary>A sync or a check found something that somebody must mend.</summary>
    RaiseAttention,

    /// <summary>Syncs are stopped on purpose.</summary>
    Pause,

    /// <summary>Syncs go on.</summary>
    Resume,

    /// <summary>The connection ends and its data is erased.</summary>
    Disconnect,
}
