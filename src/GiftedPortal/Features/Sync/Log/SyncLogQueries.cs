using System.Globalization;
using GiftedPortal.Features.Sync.Log.Errors;
using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>What to look for among the runs.</summary>
/// <param name="CustomerId">Only this customer's.</param>
/// <param name="ConnectionId">Only this connection's.</param>
/// <param name="Status">Only those that stand so.</param>
/// <param name="Text">Only where the customer's name, or that of the person who asked for the run, contains it.</param>
/// <param name="Before">Only runs older than this one: the next page.</param>
/// <param name="Take">How many at the most.</param>
public sealed record RunQuery(
    Guid? CustomerId = null, Guid? ConnectionId = null, SyncRunStatus? Status = null, string? Text = null, Guid? Before = null, int Take = 50)
{
    /// <summary>Only this run and older ones: what came since somebody began to read stays out of their way.</summary>
    public Guid? UpTo { get; init; }

    /// <summary>Only runs newer than this one.</summary>
    public Guid? NewerThan { get; init; }

    /// <summary>Only runs that started then or later (UTC).</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only runs that started before (UTC).</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only runs that ended so, or that have a line that says so.</summary>
    public CatalogueEntry? Error { get; init; }

    /// <summary>Only runs that touched the person with this id or, together with a customer or a connection, with this in their name.</summary>
    public string? Person { get; init; }
}

/// <summary>What to look for among the lines of a run.</summary>
/// <param name="Kind">Only these; null: all but the calls.</param>
/// <param name="Text">Only this person by id or part of the name, or where the detail contains it.</param>
/// <param name="After">Only lines after this one: the next page.</param>
/// <param name="Take">How many at the most.</param>
public sealed record EntryQuery(SyncEntryKind? Kind = null, string? Text = null, long? After = null, int Take = 100)
{
    /// <summary>Only lines with this warning.</summary>
    public SyncEntryCode? Code { get; init; }

    /// <summary>This line with those around it, wherever it is; <see cref="After"/> counts before it.</summary>
    public long? Line { get; init; }
}

/// <summary>The filters of the list of runs as they stand in its address.</summary>
/// <param name="Status">Only runs that stand so; another word is ignored.</param>
/// <param name="Customer">Only this customer's; text that is no id finds nothing.</param>
/// <param name="Text">Only where a name contains it.</param>
/// <param name="From">Only runs from this moment on (ISO 8601); another text is ignored.</param>
/// <param name="To">Only runs before this moment.</param>
/// <param name="Code">Only runs with this code of the error catalogue; another text is ignored.</param>
/// <param name="Person">Only runs that touched this person.</param>
public sealed record RunsAddress(string? Status, string? Customer, string? Text, string? From, string? To, string? Code = null, string? Person = null)
{
    /// <summary>What to look for.</summary>
    public RunQuery ToQuery() => new(Id(Customer), Status: Enum.TryParse<SyncRunStatus>(Status, out var status) && Enum.IsDefined(status) ? status : null, Text: Text)
    {
        From = Moment(From),
        To = Moment(To),
        Error = ErrorCatalogue.Find(Code),
        Person = Person,
    };

    private static Guid? Id(string? text) => text is null ? null : Guid.TryParse(text, out var id) ? id : Guid.Empty;

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at >= DateTimeOffset.UnixEpoch ? at : null;
}

/// <summary>The filters of a run's lines as they stand in its address.</summary>
/// <param name="Kind">Only these; another word is ignored.</param>
/// <param name="Text">Only this person, or where the detail contains it.</param>
/// <param name="Code">Only lines with this code of the error catalogue; another text is ignored.</param>
public sealed record EntriesAddress(string? Kind, string? Text, string? Code = null)
{
    /// <summary>What to look for.</summary>
    public EntryQuery ToQuery() => new(Enum.TryParse<SyncEntryKind>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : null, Text) { Code = ErrorCatalogue.Find(Code)?.Entry };
}

/// <summary>A run in a list.</summary>
/// <param name="Run">The run.</param>
/// <param name="CustomerName">The name that Gifted knows the customer by.</param>
public sealed record RunRow(SyncRun Run, string CustomerName);

/// <summary>How a connection's sync stands.</summary>
/// <param name="Last">The newest run, under way or ended; null before the first.</param>
/// <param name="SucceededAt">UTC; when a run succeeded last.</param>
/// <param name="People">People in the roster who have not left.</param>
/// <param name="Left">People in the roster who left.</param>
/// <param name="ByStatus">All of them by lifecycle status in the provider's words; an empty text where the status is not visible.</param>
public sealed record SyncSummary(RunRow? Last, DateTimeOffset? SucceededAt, int People, int Left, IReadOnlyDictionary<string, int> ByStatus);
