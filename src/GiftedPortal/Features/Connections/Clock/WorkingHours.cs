namespace GiftedPortal.Features.Connections.Clock;

/// <summary>The hours that the approval clock counts, when it does not count every hour. Pure.</summary>
/// <param name="Zone">The zone of days and times of day.</param>
/// <param name="Days">Days of the week on which work is done; at least one.</param>
/// <param name="From">Time of day at which work begins.</param>
/// <param name="To">Time of day at which it ends; later than <paramref name="From"/>, at most 24 hours.</param>
/// <param name="Holidays">Days without work.</param>
public sealed record WorkingHours(TimeZoneInfo Zone, IReadOnlySet<DayOfWeek> Days, TimeSpan From, TimeSpan To, IReadOnlySet<DateOnly> Holidays)
{
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);

    /// <summary>The moment (UTC) at which so much working time has passed since a moment.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is not so much working time before the end of the calendar.</exception>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan work)
    {
        if (work <= TimeSpan.Zero)
        {
            return from;
        }

        foreach (var (begin, end) in ShiftsAfter(from))
        {
            var start = Later(begin, from);
            if (end - start >= work)
            {
                return start + work;
            }

            work -= end - start;
        }

        throw new ArgumentOutOfRangeException(nameof(work), work, "The calendar ends before.");
    }

    /// <summary>How much working time lies between two moments; none when the second is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var work = TimeSpan.Zero;
        if (to <= from)
        {
            return work;
        }

        foreach (var (begin, end) in ShiftsAfter(from).TakeWhile(shift => shift.Begin < to))
        {
            work += (end < to ? end : to) - Later(begin, from);
        }

        return work;
    }

    private IEnumerable<(DateTimeOffset Begin, DateTimeOffset End)> ShiftsAfter(DateTimeOffset moment)
    {
        // a shift may end after midnight of its zone, so the day before counts too
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime).AddDays(-1); day < DateOnly.MaxValue.AddDays(-1); day = day.AddDays(1))
        {
            if (!Days.Contains(day.DayOfWeek) || Holidays.Contains(day) || !Exists(day))
            {
                continue;
            }

            var shift = (Begin: Utc(day, From), End: Utc(day, To));
            if (shift.End > moment && shift.End > shift.Begin)
            {
                yield return shift;
            }
        }
    }

    // a zone that crosses the date line skips a whole day, of which TimeZoneInfo calls one hour invalid
    private bool Exists(DateOnly day) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Utc(day, Noon), Zone).DateTime) == day;

    /// <summary>A time that the zone skips is read as if its clocks had not been changed yet; of a time that comes twice, it is the first.</summary>
    private DateTimeOffset Utc(DateOnly day, TimeSpan timeOfDay)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + timeOfDay;
        var offset = Zone.IsInvalidTime(local) ? Zone.GetUtcOffset(local.AddDays(-1))
            : Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max()
            : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
