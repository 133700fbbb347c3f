using GiftedPortal.Features.Connections.Clock;
using Microsoft.Extensions.Configuration;

namespace GiftedPortal.Tests.Features.Connections.Clock;

public sealed class ClockSettingsTests
{
    private static readonly Dictionary<string, string?> Office = new()
    {
        ["WorkingHours:TimeZone"] = "Asia/Jerusalem",
        ["WorkingHours:Days"] = "Sunday, monday,Thursday",
        ["WorkingHours:From"] = "09:30",
        ["WorkingHours:To"] = "24:00",
        ["WorkingHours:Holidays"] = "2026-09-12, 2026-09-21",
    };

    [Fact]
    public void Without_settings_48_and_72_hours_of_the_calendar() => Read([]).Should().Be((ApprovalPolicy.Default, ""));

    [Fact]
    public void Working_hours_are_read_whole()
    {
        var (policy, errors) = Read(Office);

        errors.Should().BeEmpty();
        policy.WorkingHours.Should().BeEquivalentTo(new WorkingHours(
            TimeZoneInfo.FindSystemTimeZoneById("Asia/Jerusalem"),
            new HashSet<DayOfWeek> { DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Thursday },
            new TimeSpan(9, 30, 0),
            TimeSpan.FromDays(1),
            new HashSet<DateOnly> { new(2026, 9, 12), new(2026, 9, 21) }));
    }

    [Theory]
    [InlineData("TimeZone", "Moon", "'Moon'")]
    [InlineData("TimeZone", null, "missing")]
    [InlineData("Days", "", "''")]
    [InlineData("Days", "Sunday,,Monday", "'Sunday,,Monday'")]
    [InlineData("Days", "3", "'3'")]
    [InlineData("Days", null, "missing")]
    [InlineData("From", "nine", "'nine'")]
    [InlineData("From", "24:00", "later than")]
    [InlineData("To", "09:30", "later than")]
    [InlineData("To", "25:00", "'25:00'")]
    [InlineData("Holidays", "12/25/2026", "'12/25/2026'")]
    public void What_is_wrong_is_one_sentence_that_names_the_key(string key, string? value, string says)
    {
        var (policy, errors) = Read(new(Office) { [$"WorkingHours:{key}"] = value });

        policy.WorkingHours.Should().BeNull();
        errors.Should().Contain($"Approval:WorkingHours:{key}").And.Contain(says).And.Contain("expected").And.NotContain("\n");
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("False", false)]
    [InlineData(null, false)]
    public void The_fast_lane_is_off_until_it_is_switched_on(string? value, bool expected) =>
        Read(new() { ["FastLane"] = value }).Should().Be((ApprovalPolicy.Default with { FastLane = expected }, ""));

    [Fact]
    public void A_fast_lane_that_is_neither_on_nor_off_is_refused() => Read(new() { ["FastLane"] = "perhaps" }).Errors.Should().Contain("Approval:FastLane is 'perhaps': expected");

    private static (ApprovalPolicy Policy, string Errors) Read(Dictionary<string, string?> settings)
    {
        var errors = new List<string>();
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings.Where(one => one.Value is not null)).Build();
        var policy = (section.Get<ClockSettings>() ?? new ClockSettings()).Read(errors);
        return (policy, string.Join('\n', errors));
    }
}
