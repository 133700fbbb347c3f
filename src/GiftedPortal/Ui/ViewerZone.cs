namespace GiftedPortal.Ui;

/// <summary>The time zone of the person in front of the screen, for one circuit. UTC until the browser has said which.</summary>
public sealed class ViewerZone
{
    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Takes over the browser's answer; a name that this machine does not know leaves the zone as it is.</summary>
    /// <param name="ianaName">For example <c>Asia/Jerusalem</c>.</param>
    public void Use(string ianaName)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(ianaName, out var zone)) Zone = zone;
    }

    /// <summary>The moment at which a day starts on the viewer's clock, in UTC; the first moment there is, where the clock skips midnight.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The same moment on the viewer's clock.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);
}
