using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Audit;

/// <summary>What to look for in the audit trail.</summary>
/// <param name="ConnectionId">Only this connection.</param>
/// <param name="Action">Only actions that start so.</param>
/// <param name="Before">Only entries older than this one: the next page.</param>
/// <param name="Take">How many at the most.</param>
public sealed record AuditQuery(Guid? ConnectionId = null, string? Action = null, long? Before = null, int Take = 100)
{
    /// <summary>Only actors whose name contains this.</summary>
    public string? Who { get; init; }

    /// <summary>Only this customer.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>Only from this day on (UTC).</summary>
    public DateOnly? From { get; init; }

    /// <summary>Only until the end of this day (UTC).</summary>
    public DateOnly? To { get; init; }

    /// <summary>The entries that match.</summary>
    internal IQueryable<AuditEntry> Of(IQueryable<AuditEntry> all)
    {
        var entries = all.AsNoTracking();
        if (ConnectionId is not null) entries = entries.Where(entry => entry.ConnectionId == ConnectionId);
        if (CustomerId is not null) entries = entries.Where(entry => entry.CustomerId == CustomerId);
        if (Before is not null) entries = entries.Where(entry => entry.Id < Before);
        if (!string.IsNullOrWhiteSpace(Action)) entries = entries.Where(entry => entry.Action.StartsWith(Action));
        if (!string.IsNullOrWhiteSpace(Who))
        {
            var who = Who.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // the database lowers and compares
            entries = entries.Where(entry => entry.ActorName.ToLower().Contains(who));
#pragma warning restore CA1304, CA1311, CA1862
        }

        if (Start(From) is { } from) entries = entries.Where(entry => entry.At >= from);
        // nothing comes after the last day that there is
        if (Start(To == DateOnly.MaxValue ? null : To?.AddDays(1)) is { } end) entries = entries.Where(entry => entry.At < end);
        return entries;
    }

    private static DateTimeOffset? Start(DateOnly? day) => day is { } date ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
