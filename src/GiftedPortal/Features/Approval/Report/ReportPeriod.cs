using System.Globalization;

namespace GiftedPortal.Features.Approval.Report;

/// <summary>The period of a report as the address says it: first and last day, UTC.</summary>
public readonly record struct ReportPeriod(DateOnly From, DateOnly To)
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>Reads the address; what is absent or no day means the last 90 days, and days in the wrong order are turned around.</summary>
    public static ReportPeriod Read(string? from, string? to, DateTimeOffset now)
    {
        var last = Day(to) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var first = Day(from) ?? (last.DayNumber > 90 ? last.AddDays(-90) : DateOnly.MinValue);
        return first <= last ? new ReportPeriod(first, last) : new ReportPeriod(last, first);
    }

    /// <summary>The days as an address says them.</summary>
    public string Query => $"?from={From.ToString(Format, CultureInfo.InvariantCulture)}&to={To.ToString(Format, CultureInfo.InvariantCulture)}";

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
