using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Runs;

/// <summary>What an entry tells of.</summary>
public enum SyncEntryKind
{
    /// <summary>A call to the provider.</summary>
    Call,

    /// <summary>A person who is new to the roster.</summary>
    Added,

    /// <summary>A person with changed fields.</summary>
    Changed,

    /// <summary>A person who left, or vanished for good.</summary>
    Left,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Not as it should be; the run went on.</summary>
    Warning,

    /// <summary>What ended the run.</summary>
    Error,
}

/// <summary>What exactly an entry says; its sentence is in the resources.</summary>
public enum SyncEntryCode
{
    /// <summary>A call was made.</summary>
    Called,

    /// <summary>The person was not in the roster.</summary>
    NewPerson,

    /// <summary>Fields have other values.</summary>
    FieldsChanged,

    /// <summary>Somebody who had left is back.</summary>
    Returned,

    /// <summary>The provider says that the person left.</summary>
    Terminated,

    /// <summary>Not in the provider's answer for more runs than the grace.</summary>
    Vanished,

    /// <summary>Not in the provider's answer; kept for the grace.</summary>
    Missing,

    /// <summary>Fields are no longer visible; their values are kept.</summary>
    FieldsHidden,

    /// <summary>Fields came with a value that nobody can read; what was read before is kept.</summary>
    FieldsUnreadable,

    /// <summary>The provider named this person twice; the first one counts.</summary>
    NamedTwice,

    /// <summary>The provider named a person without a usable id.</summary>
    WithoutId,

    /// <summary>The brake counted this person.</summary>
    HeldByBrake,

    /// <summary>What failed, see <see cref="SyncEntry.Detail"/>.</summary>
    Failed,
}

/// <summary>One line of a run's log. Names fields; values are in it only encrypted.</summary>
public sealed class SyncEntry
{
    /// <summary>Key, in order of writing.</summary>
    public long Id { get; init; }

    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it tells of.</summary>
    public required SyncEntryKind Kind { get; init; }

    /// <summary>What exactly it says.</summary>
    public required SyncEntryCode Code { get; init; }

    /// <summary>The provider's id of the person, when it is about one.</summary>
    public string? PersonId { get; init; }

    /// <summary>The fields concerned.</summary>
    public PersonFields Fields { get; init; }

    /// <summary>Old and new values of <see cref="Fields"/>, encrypted, see <see cref="Roster.RunValues"/>; null where there are no old ones.</summary>
    public byte[]? Values { get; init; }

    /// <summary>A short English phrase for staff, without values or secrets.</summary>
    public string? Detail { get; init; }

    /// <summary>HTTP method of a call.</summary>
    public string? Method { get; init; }

    /// <summary>Path of a call, below the environment's address.</summary>
    public string? Path { get; init; }

    /// <summary>HTTP status of a call; null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>Duration of a call in milliseconds.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>Bytes of a call's answer.</summary>
    public long? Bytes { get; init; }

    /// <summary>Calls left in the provider's window after a call, when it says so.</summary>
    public int? RateLimitLeft { get; init; }

    internal static SyncEntry Of(Guid runId, ProviderCall call) => new()
    {
        RunId = runId,
        At = call.StartedAt,
        Kind = SyncEntryKind.Call,
        Code = SyncEntryCode.Called,
        Method = call.Method,
        Path = call.Path,
        Status = call.Status,
        Milliseconds = (int)call.Duration.TotalMilliseconds,
        Bytes = call.Bytes,
        RateLimitLeft = call.RateLimitLeft,
    };
}
