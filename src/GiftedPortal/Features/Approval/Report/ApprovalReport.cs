namespace GiftedPortal.Features.Approval.Report;

/// <summary>How the promise about approvals was kept in a period.</summary>
/// <param name="Cases">The decided connections, newest decision first.</param>
/// <param name="Oldest">The open connection that was submitted first; null: none is open.</param>
public sealed record ApprovalReport(IReadOnlyList<DecidedCase> Cases, OpenCase? Oldest)
{
    /// <summary>All of the period in one line; null when nothing was decided.</summary>
    public ReportLine? Total => Cases.Count == 0 ? null : ReportLine.Of("", Cases);

    /// <summary>A line for each reviewer, the busiest first.</summary>
    public IReadOnlyList<ReportLine> Reviewers =>
        [.. Cases.GroupBy(one => one.Reviewer).Select(group => ReportLine.Of(group.Key, [.. group])).OrderByDescending(line => line.Decided).ThenBy(line => line.Name, StringComparer.Ordinal)];

    /// <summary>A line for each week with a decision, oldest first; named by its Monday (UTC), year-month-day.</summary>
    public IReadOnlyList<ReportLine> Weeks =>
        [.. Cases.GroupBy(one => MondayOf(one.DecidedAt)).OrderBy(group => group.Key).Select(group => ReportLine.Of(group.Key.ToString("O", System.Globalization.CultureInfo.InvariantCulture), [.. group]))];

    private static DateOnly MondayOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(moment.UtcDateTime) is var day ? day.AddDays(-(((int)day.DayOfWeek + 6) % 7)) : default;
}

/// <summary>The open connection that has waited longest.</summary>
/// <param name="ConnectionId">The connection.</param>
/// <param name="Customer">The customer's name.</param>
/// <param name="SubmittedAt">UTC; first submit.</param>
public sealed record OpenCase(Guid ConnectionId, string Customer, DateTimeOffset SubmittedAt);

/// <summary>Decided connections in one line.</summary>
/// <param name="Name">Whose or of when.</param>
/// <param name="Decided">How many.</param>
/// <param name="InTarget">How many of them by the target.</param>
/// <param name="InDeadline">How many of them by the deadline.</param>
/// <param name="Waited">Median of the counted time in which nobody had it.</param>
/// <param name="Reviewed">Median of the counted time in which a reviewer had it.</param>
/// <param name="Changed">Median of the time for changes, of those that were sent back; null when none was.</param>
public sealed record ReportLine(string Name, int Decided, int InTarget, int InDeadline, TimeSpan Waited, TimeSpan Reviewed, TimeSpan? Changed)
{
    internal static ReportLine Of(string name, IReadOnlyCollection<DecidedCase> cases)
    {
        var changed = cases.Where(one => one.Changed > TimeSpan.Zero).Select(one => one.Changed).ToList();
        return new ReportLine(
            name, cases.Count, cases.Count(one => one.InTarget), cases.Count(one => one.InDeadline),
            Median(cases.Select(one => one.Waited)), Median(cases.Select(one => one.Reviewed)), changed.Count == 0 ? null : Median(changed));
    }

    // of an even number the middle between the two in the middle
    private static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
