using Microsoft.Extensions.Localization;

namespace GiftedPortal.Ui;

/// <summary>Words for a length of time.</summary>
public static class SpanText
{
    /// <summary>A length of time in its two largest units: <c>2 d 3 h</c>, <c>5 h 12 min</c>, <c>42 s</c>, <c>180 ms</c>.</summary>
    /// <param name="text">The texts of the shared components.</param>
    /// <param name="span">The length; its sign is ignored.</param>
    public static string Span(this IStringLocalizer<UiText> text, TimeSpan span)
    {
        var length = span.Duration();
        return length switch
        {
            { Days: > 0, Hours: > 0 } => text["Span.DaysHours", length.Days, length.Hours],
            { Days: > 0 } => text["Span.Days", length.Days],
            { Hours: > 0, Minutes: > 0 } => text["Span.HoursMinutes", length.Hours, length.Minutes],
            { Hours: > 0 } => text["Span.Hours", length.Hours],
            { Minutes: > 0 } => text["Span.Minutes", length.Minutes],
            { Seconds: > 0 } => text["Span.Seconds", length.Seconds],
            _ => text["Span.Milliseconds", length.Milliseconds],
        };
    }
}
