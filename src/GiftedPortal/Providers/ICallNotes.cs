namespace GiftedPortal.Providers;

/// <summary>What a provider's answers said about calling again. All nodes share it, so that what one was told, no other has to be told again.</summary>
public interface ICallNotes
{
    /// <summary>In place of a call's name: the note concerns every call of the service user.</summary>
    const string EveryCall = "*";

    /// <summary>How long a refusal is worth knowing.</summary>
    static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>What is known of a service user.</summary>
    /// <param name="caller">A name of the service user that is no secret.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    Task<IReadOnlyList<CallNote>> ReadAsync(string caller, CancellationToken cancellationToken);

    /// <summary>Keeps notes, in place of those of the same kind about the same calls.</summary>
    Task KeepAsync(string caller, IReadOnlyCollection<CallNote> notes);

    /// <summary>The calls are not refused any more.</summary>
    Task ForgetRefusalsAsync(string caller, IReadOnlyCollection<string> calls);
}

/// <summary>What is to be remembered of a call.</summary>
public enum CallNoteKind
{
    /// <summary>Not before <see cref="CallNote.At"/>: no call is left in the window.</summary>
    Wait,

    /// <summary>Not before <see cref="CallNote.At"/>: the firewall said so.</summary>
    Block,

    /// <summary>Refused at <see cref="CallNote.At"/>, 403.</summary>
    Refused,
}

/// <summary>One thing remembered about a call.</summary>
/// <param name="Call">Method and path, or <see cref="ICallNotes.EveryCall"/>.</param>
/// <param name="Kind">What it says.</param>
/// <param name="At">UTC.</param>
/// <param name="People">For a refusal: how many people were visible at that time.</param>
/// <param name="InSight">For a refusal: whether what is behind the call's own category was visible at that time.</param>
public sealed record CallNote(string Call, CallNoteKind Kind, DateTimeOffset At, int People = 0, bool InSight = false);
