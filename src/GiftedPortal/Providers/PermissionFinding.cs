namespace GiftedPortal.Providers;

/// <summary>What a check says about one permission.</summary>
public enum Verdict
{
    /// <summary>Seen: the permission is there.</summary>
    Granted,

    /// <summary>Some fields of the category are visible, some that gifting lives on are not.</summary>
    Partly,

    /// <summary>Proved absent: people are visible, the field exists in the tenant, nobody shows it.</summary>
    Missing,

    /// <summary>Nothing to see: nobody in the audience, or one row each.</summary>
    Inconclusive,

    /// <summary>No call exists that could show it; the customer confirms by hand.</summary>
    CannotBeChecked,
}

/// <summary>Why there is no verdict. Never mixed with <see cref="Verdict.Missing"/>.</summary>
public enum NoVerdict
{
    /// <summary>Not asked yet.</summary>
    NotChecked,

    /// <summary>The provider does not accept the credentials.</summary>
    CredentialsRejected,

    /// <summary>Too many calls; a moment says when the next is allowed.</summary>
    RateLimited,

    /// <summary>Calls are blocked until a moment.</summary>
    Blocked,

    /// <summary>The provider does not answer, or talks nonsense.</summary>
    Unreachable,
}

/// <summary>Either a verdict, or the reason why there is none.</summary>
public abstract record PermissionOutcome
{
    private PermissionOutcome()
    {
    }

    /// <summary>The word used in <c>data-verdict</c>, on the command line and in the database.</summary>
    public abstract string Word { get; }

    /// <summary>A verdict was reached.</summary>
    public sealed record Judged(Verdict Verdict) : PermissionOutcome
    {
        /// <inheritdoc/>
        public override string Word => Verdict.ToString();
    }

    /// <summary>No verdict could be reached.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Until">UTC; when a next try makes sense, where known.</param>
    public sealed record Unjudged(NoVerdict Reason, DateTimeOffset? Until = null) : PermissionOutcome
    {
        /// <inheritdoc/>
        public override string Word => Reason.ToString();
    }

    /// <summary>Reads <see cref="Word"/> back.</summary>
    /// <exception cref="FormatException">The word is neither a verdict nor a reason.</exception>
    public static PermissionOutcome Parse(string word, DateTimeOffset? until = null) =>
        Enum.TryParse<Verdict>(word, out var verdict) ? new Judged(verdict)
        : Enum.TryParse<NoVerdict>(word, out var reason) ? new Unjudged(reason, until)
        : throw new FormatException($"'{word}' is neither a verdict nor a reason for none.");
}

/// <summary>What one permission's outcome rests on. Keys only, never a value.</summary>
/// <param name="Call">The call that showed it, method and path; null when none was made.</param>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Present">Field ids that were visible.</param>
/// <param name="Absent">Field ids that exist in the tenant, were asked for and were visible for nobody.</param>
/// <param name="PeopleSeen">How many people (or rows) the answer held.</param>
public sealed record Evidence(string? Call, int? Status, IReadOnlyList<string> Present, IReadOnlyList<string> Absent, int PeopleSeen)
{
    /// <summary>UTC; when the provider was asked, where that was at an earlier check: a refused call is not repeated at every check. Null: at this one.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>UTC; from when on the call may be made again, where it may not now.</summary>
    public DateTimeOffset? AgainAt { get; init; }

    /// <summary>No call was made.</summary>
    public static Evidence None { get; } = new(null, null, [], [], 0);
}

/// <summary>The outcome for one permission, with what it rests on.</summary>
/// <param name="Key">Key of the <see cref="PermissionRequirement"/>.</param>
/// <param name="Outcome">Verdict, or why there is none.</param>
/// <param name="Category">The category's name in the tenant's own words; null when not known.</param>
/// <param name="Evidence">What the outcome rests on.</param>
public sealed record PermissionFinding(string Key, PermissionOutcome Outcome, string? Category, Evidence Evidence);
