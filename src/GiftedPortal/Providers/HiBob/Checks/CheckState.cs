using System.Collections.Concurrent;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>An answer that came, or the failure that came instead.</summary>
internal sealed record Answer<T>(T? Value, ProviderFailure? Failure)
    where T : class;

/// <summary>Everything that a check knows at a moment. Null means: not yet known. Its calls write while others read, so what grows is concurrent.</summary>
internal sealed class CheckState
{
    public Answer<TenantFields>? Fields { get; set; }

    /// <summary>What the search asks for; sorted by the metadata as soon as that is known.</summary>
    public ProbePlan Plan { get; set; } = ProbePlan.Standard;

    /// <summary>What the search has shown; null before its reply is read.</summary>
    public SearchProbe? Search { get; set; }

    /// <summary>This check asked for the search.</summary>
    public bool SearchAsked { get; set; }

    public bool SearchEnded { get; set; }

    public ProviderFailure? SearchFailure { get; set; }

    /// <summary>The search was not repeated: its refusal is of this moment.</summary>
    public DateTimeOffset? SearchAskedAt { get; set; }

    public ConcurrentDictionary<string, Answer<TableRows>> Tables { get; } = [];

    /// <summary>Tables that this check does not ask for, with the moment from which on it could, where it would.</summary>
    public ConcurrentDictionary<string, DateTimeOffset?> Unasked { get; } = [];

    /// <summary>What earlier checks were refused, by call.</summary>
    public Dictionary<string, CallNote> Refusals { get; set; } = [];

    /// <summary>Some answer said that field-level permissions hide a column.</summary>
    public bool SaysRestricted { get; set; }

    public int People => Search?.People ?? 0;

    /// <summary>The search is answered, and there is nobody: no table can show anything either.</summary>
    public bool SeesNobody => SearchEnded && (SearchFailure is { Kind: FailureKind.Forbidden } || (SearchFailure is null && People == 0));

    /// <summary>The first 401, which says more than any other answer.</summary>
    public ProviderFailure? Rejection =>
        new[] { Fields?.Failure, SearchFailure }.Concat(Tables.Values.Select(table => table.Failure))
            .FirstOrDefault(failure => failure?.Kind == FailureKind.CredentialsRejected);

    /// <summary>A firewall refuses the one call that needs no permission: then it refuses all.</summary>
    public ProviderFailure? ShutOut => Fields?.Failure is { Kind: FailureKind.Blocked } block ? block : null;

    public bool Saw(string id) => Search?.Saw(id) ?? false;

    /// <summary>Something of the table's own category is visible: Bob shows its current rows then, so it will not refuse the table (apidocs.hibob.com/reference/employee-tables).</summary>
    public bool IsInSight(Probe.History table) => Plan.Of(table.CategoryId).Any(Saw);

    public CallNote? RefusalOf(Probe.History table) => Refusals.GetValueOrDefault(HiBobCall.Table(table.Table).Name);
}
