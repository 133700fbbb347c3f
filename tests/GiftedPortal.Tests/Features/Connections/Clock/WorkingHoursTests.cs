using CsCheck;
using GiftedPortal.Features.Connections.Clock;

namespace GiftedPortal.Tests.Features.Connections.Clock;

/// <summary>Zones that change their clocks by an hour, by half an hour, at midnight, by a whole day, or never.</summary>
public sealed class WorkingHoursTests
{
    private static readonly Gen<TimeZoneInfo> Zones = Gen.OneOf(
        "Europe/Berlin", "America/New_York", "Asia/Jerusalem", "Australia/Lord_Howe", "Asia/Beirut", "Pacific/Apia", "Asia/Kathmandu", "UTC")
        .Select(TimeZoneInfo.FindSystemTimeZoneById);

    private static readonly Gen<IReadOnlySet<DayOfWeek>> Weeks = Gen.Int[1, 127].Select(IReadOnlySet<DayOfWeek> (bits) =>
        Enum.GetValues<DayOfWeek>().Where(day => (bits & (1 << (int)day)) != 0).ToHashSet());

    // whole minutes from 2011, when Apia skipped a day, over a leap year
    private static readonly Gen<DateTimeOffset> Moments = Gen.Int[0, 6 * 366 * 24 * 60]
        .Select(minute => new DateTimeOffset(2011, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute));

    private static readonly Gen<IReadOnlySet<DateOnly>> Holidays = Moments.Select(moment => DateOnly.FromDateTime(moment.DateTime)).Array[0, 20]
        .Select(IReadOnlySet<DateOnly> (days) => days.ToHashSet());

    private static readonly Gen<(TimeSpan From, TimeSpan To)> Shifts = Gen.Select(Gen.Int[0, 1439], Gen.Int[1, 1440])
        .Where(shift => shift.Item1 < shift.Item2)
        .Select(shift => (TimeSpan.FromMinutes(shift.Item1), TimeSpan.FromMinutes(shift.Item2)));

    private static readonly Gen<WorkingHours> Any = Gen.Select(Zones, Weeks, Shifts, Holidays)
        .Select(one => new WorkingHours(one.Item1, one.Item2, one.Item3.From, one.Item3.To, one.Item4));

    private static readonly Gen<TimeSpan> Works = Gen.Int[0, 20_000].Select(minutes => TimeSpan.FromMinutes(minutes));

    /// <summary>Begin and end on no change of clocks, so that what counts can be told by looking at a wall clock every minute.</summary>
    private static readonly Gen<WorkingHours> ByDay = Gen.Select(
        Gen.OneOf("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu").Select(TimeZoneInfo.FindSystemTimeZoneById),
        Weeks,
        Gen.OneOf((9, 17), (0, 24), (6, 22)),
        Holidays).Select(one => new WorkingHours(one.Item1, one.Item2, TimeSpan.FromHours(one.Item3.Item1), TimeSpan.FromHours(one.Item3.Item2), one.Item4));

    [Fact]
    public void Between_undoes_adding() => Gen.Select(Any, Moments, Works).Sample((hours, from, work) => hours.Between(from, hours.Add(from, work)) == work);

    [Fact]
    public void Adding_in_two_parts_is_adding_at_once() => Gen.Select(Any, Moments, Works, Works)
        .Sample((hours, from, first, second) => second == TimeSpan.Zero || hours.Add(hours.Add(from, first), second) == hours.Add(from, first + second));

    [Fact]
    public void Time_between_is_the_sum_of_its_parts() => Gen.Select(Any, Moments, Works, Works)
        .Sample((hours, from, first, second) => hours.Between(from, from + first) + hours.Between(from + first, from + first + second) == hours.Between(from, from + first + second));

    [Fact]
    public void Counts_the_minutes_at_which_a_wall_clock_shows_working_time() => Gen.Select(ByDay, Moments, Works).Sample((hours, from, length) =>
    {
        var minutes = Enumerable.Range(0, (int)length.TotalMinutes).Count(minute =>
        {
            var local = TimeZoneInfo.ConvertTime(from.AddMinutes(minute), hours.Zone);
            return hours.Days.Contains(local.DayOfWeek) && !hours.Holidays.Contains(DateOnly.FromDateTime(local.DateTime))
                && local.TimeOfDay >= hours.From && local.TimeOfDay < hours.To;
        });
        return hours.Between(from, from + length) == TimeSpan.FromMinutes(minutes);
    });

    [Fact]
    public void A_clock_that_was_set_back_counts_nothing() =>
        Gen.Select(Any, Moments, Works).Sample((hours, from, length) => hours.Between(from, from - length) == TimeSpan.Zero);

    [Fact]
    public void The_day_that_Samoa_skipped_has_no_hours()
    {
        var week = Enum.GetValues<DayOfWeek>().ToHashSet();
        var hours = new WorkingHours(TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia"), week, TimeSpan.FromHours(1), TimeSpan.FromHours(6), new HashSet<DateOnly>());
        var thursdayEvening = new DateTimeOffset(2011, 12, 29, 20, 0, 0, TimeSpan.FromHours(-10));

        hours.Between(thursdayEvening, new DateTimeOffset(2011, 12, 31, 20, 0, 0, TimeSpan.FromHours(14))).Should().Be(TimeSpan.FromHours(5));
        hours.Add(thursdayEvening, TimeSpan.FromHours(1)).Should().Be(new DateTimeOffset(2011, 12, 31, 2, 0, 0, TimeSpan.FromHours(14)));
    }

    [Theory]
    [InlineData("2026-03-27T15:00:00Z", 4, "2026-03-30T10:00:00Z", "Friday 16:00 to Monday 12:00 in Berlin, over the change to summer time")]
    [InlineData("2028-02-28T15:00:00Z", 4, "2028-02-29T11:00:00Z", "the leap day counts")]
    [InlineData("2026-12-24T15:00:00Z", 4, "2026-12-28T11:00:00Z", "Christmas Day and the weekend do not")]
    [InlineData("2026-06-01T03:00:00Z", 8, "2026-06-01T15:00:00Z", "before hours: the whole day")]
    public void An_office_in_Berlin(string from, int hours, string expected, string because)
    {
        var office = new WorkingHours(
            TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
            new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday },
            TimeSpan.FromHours(9),
            TimeSpan.FromHours(17),
            new HashSet<DateOnly> { new(2026, 12, 25) });

        office.Add(DateTimeOffset.Parse(from, null), TimeSpan.FromHours(hours)).Should().Be(DateTimeOffset.Parse(expected, null), because);
    }
}
