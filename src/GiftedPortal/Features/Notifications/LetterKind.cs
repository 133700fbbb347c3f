namespace GiftedPortal.Features.Notifications;

/// <summary>What a letter tells. Words for each are in <c>NotificationText.resx</c>, under the kind's name.</summary>
public enum LetterKind
{
    /// <summary>Somebody is invited to be a member of a customer.</summary>
    Invitation,

    /// <summary>A colleague asks for help with a step, or with the whole set-up.</summary>
    Handover,

    /// <summary>What was handed over comes back done.</summary>
    HandoverDone,

    /// <summary>Nothing was done in the set-up for a day.</summary>
    Nudge,

    /// <summary>For staff: a connection waits for a decision.</summary>
    Submitted,

    /// <summary>For staff: one reviewer approved a connection where something is red, and a second one is needed.</summary>
    SecondReviewer,

    /// <summary>For staff: a connection's target or deadline is near, or the target has passed.</summary>
    DeadlineNear,

    /// <summary>For staff: a deadline has passed without a decision; the promise is broken.</summary>
    DeadlineBroken,

    /// <summary>A reviewer asks the customer for changes.</summary>
    ChangesRequested,

    /// <summary>A reviewer refused the connection.</summary>
    Rejected,

    /// <summary>The connection is approved, and the first sync starts by itself.</summary>
    Approved,

    /// <summary>Employees are synced from now on, or again.</summary>
    Live,

    /// <summary>Something keeps the connection from syncing.</summary>
    NeedsAttention,

    /// <summary>For staff: a sync stopped before it wrote, and waits for a decision.</summary>
    SyncStopped,

    /// <summary>Syncs were stopped on purpose.</summary>
    Paused,

    /// <summary>The connection ended, and its data is erased.</summary>
    Disconnected,
}
