using System.Globalization;

namespace GiftedPortal.Providers.HiBob.People;

/// <summary>Bob's machine formats (apidocs.hibob.com/reference/post_people-search). What does not fit is null.</summary>
internal static class PersonValues
{
    /// <summary><c>2015-03-20</c>, with or without a time behind it.</summary>
    public static DateOnly? Date(string? text) =>
        text is { Length: 10 } or { Length: > 10 } && (text.Length == 10 || text[10] == 'T')
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    /// <summary><c>03-20</c>. Any month and day of a leap year.</summary>
    public static string? MonthAndDay(string? text) =>
        text is { Length: 5 } && DateOnly.TryParseExact($"2000-{text}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null;

    /// <summary>A whole number from 0.</summary>
    public static int? Count(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue && number == decimal.Truncate(number) ? (int)number : null;
}
