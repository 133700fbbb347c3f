namespace GiftedPortal.Features.Setup.Handover;

/// <summary>An open hand-over as the people of the set-up see it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Slug">The step; null: the whole set-up.</param>
/// <param name="To">Address of the colleague.</param>
/// <param name="Note">A word to the colleague; empty: none.</param>
/// <param name="From">Name of the person who handed over.</param>
/// <param name="GivenAt">UTC.</param>
/// <param name="IsMine">It is in the viewer's hands.</param>
public sealed record HandoverView(Guid Id, string? Slug, string To, string Note, string From, DateTimeOffset GivenAt, bool IsMine);

/// <summary>What to hand over.</summary>
/// <param name="Slug">The step; null: the whole set-up.</param>
/// <param name="To">Address of the colleague, as typed.</param>
/// <param name="Note">A word to the colleague.</param>
public sealed record NewHandover(string? Slug, string To, string Note);

/// <summary>Why nothing was handed over or given back.</summary>
public enum HandoverRefusal
{
    /// <summary>The actor is no member, there is no such step, or the hand-over has ended meanwhile.</summary>
    NotFound,

    /// <summary>Somebody views the customer only.</summary>
    NotAllowed,

    /// <summary>The set-up was sent already.</summary>
    NotNow,

    /// <summary>Not an e-mail address.</summary>
    BadEmail,

    /// <summary>The note is too long.</summary>
    LongNote,

    /// <summary>It is the actor's own address.</summary>
    Self,

    /// <summary>It is in somebody's hands already.</summary>
    AlreadyGiven,
}
