using System.Globalization;

namespace GiftedPortal.Features.Connections.Clock;

/// <summary>The section <c>Approval:WorkingHours</c> as written. Where it is absent, every hour counts.</summary>
internal sealed class WorkingHoursSettings
{
    private const string Section = ClockSettings.Section + ":WorkingHours";

    /// <summary>An IANA name, such as <c>Asia/Jerusalem</c>.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Days of the week in English, separated by commas.</summary>
    public string? Days { get; set; }

    /// <summary>Time of day at which work begins.</summary>
    public string? From { get; set; }

    /// <summary>Time of day at which work ends; <c>24:00</c> is the end of the day.</summary>
    public string? To { get; set; }

    /// <summary>Days without work, year-month-day, separated by commas; may be absent.</summary>
    public string? Holidays { get; set; }

    /// <summary>What it means; null where something is wrong, with one sentence for each error.</summary>
    public WorkingHours? Read(ICollection<string> errors)
    {
        var before = errors.Count;
        if (TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone))
        {
            zone = TimeZoneInfo.Utc;
            Expect(nameof(TimeZone), TimeZone, "the name of a time zone, such as Asia/Jerusalem", errors);
        }

        var days = List<DayOfWeek>(nameof(Days), Days, TryDay, "days of the week separated by commas, such as Sunday, Monday", errors);
        var from = TimeOfDay(nameof(From), From, "09:00", errors);
        var to = TimeOfDay(nameof(To), To, "17:00", errors);
        var holidays = Holidays is null ? [] : List<DateOnly>(nameof(Holidays), Holidays, TryDate, "dates separated by commas, such as 2026-12-25", errors);
        if (from >= to && errors.Count == before)
        {
            errors.Add($"{Section}:To is {To}: expected a time of day later than {Section}:From, which is {From}.");
        }

        return errors.Count == before ? new WorkingHours(zone, days, from, to, holidays) : null;
    }

    private static TimeSpan TimeOfDay(string key, string? text, string example, ICollection<string> errors)
    {
        if (text == "24:00")
        {
            return TimeSpan.FromDays(1);
        }

        if (!TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            Expect(key, text, $"a time of day, such as {example}", errors);
        }

        return time.ToTimeSpan();
    }

    private delegate bool Parser<T>(string text, out T value);

    private static HashSet<T> List<T>(string key, string? text, Parser<T> parse, string expected, ICollection<string> errors)
    {
        var values = new HashSet<T>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (!parse(part, out var value))
            {
                Expect(key, text, expected, errors);
                return values;
            }

            values.Add(value);
        }

        return values;
    }

    private static bool TryDay(string text, out DayOfWeek day) => Enum.TryParse(text, ignoreCase: true, out day) && Enum.IsDefined(day) && !char.IsAsciiDigit(text[0]);

    private static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static void Expect(string key, string? text, string expected, ICollection<string> errors) =>
        errors.Add(text is null ? $"{Section}:{key} is missing: expected {expected}." : $"{Section}:{key} is '{text}': expected {expected}.");
}
