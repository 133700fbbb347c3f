using System.Globalization;
using Bunit;
using GiftedPortal.Ui;

namespace GiftedPortal.Tests.Ui;

public class TimeTests : UiTest
{
    [Theory]
    [InlineData("Asia/Jerusalem", "en-GB", "26/11/2026 14:00")]
    [InlineData("America/New_York", "en-GB", "26/11/2026 07:00")]
    [InlineData("no/such/zone", "en-GB", "26/11/2026 12:00")]
    public void A_moment_is_shown_on_the_viewers_clock_and_in_their_format(string zone, string culture, string text)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Zone.Use(zone);

        var time = Render<LocalTime>(parameters => parameters.Add(t => t.Value, Clock.GetUtcNow())).Find("time");

        time.TextContent.Should().Be(text);
        time.GetAttribute("datetime").Should().Be("2026-11-26T12:00:00Z");
        time.GetAttribute("title").Should().Contain(Zone.Zone.Id);
    }

    [Fact]
    public void A_moment_with_another_offset_is_the_same_moment()
    {
        var moment = new DateTimeOffset(2026, 11, 26, 20, 0, 0, TimeSpan.FromHours(8));

        Render<LocalTime>(parameters => parameters.Add(t => t.Value, moment)).Find("time").GetAttribute("datetime").Should().Be("2026-11-26T12:00:00Z");
    }

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(-5, "5 min ago")]
    [InlineData(-70, "1 h 10 min ago")]
    [InlineData(60 * 24 * 2, "in 2 d")]
    public void A_near_moment_is_told_by_its_distance(int minutes, string text) => TextOf(minutes).Should().Be(text);

    [Fact]
    public void Distance_grows_while_the_page_is_open()
    {
        var ago = Render<TimeAgo>(parameters => parameters.Add(t => t.Value, Clock.GetUtcNow()));
        Clock.Advance(TimeSpan.FromMinutes(3));

        ago.WaitForAssertion(() => ago.Find("time").TextContent.Should().Be("3 min ago"));
    }

    [Fact]
    public void A_countdown_turns_from_calm_to_attention_to_overdue()
    {
        var start = Clock.GetUtcNow();
        var countdown = Render<Countdown>(parameters => parameters.Add(c => c.Deadline, start.AddHours(72)).Add(c => c.WarnFrom, start.AddHours(48)));
        countdown.Find(".tone-neutral").TextContent.Trim().Should().Be("3 d left");

        Clock.Advance(TimeSpan.FromHours(50));
        countdown.WaitForAssertion(() => countdown.Find(".tone-warn").TextContent.Trim().Should().Be("22 h left"));

        Clock.Advance(TimeSpan.FromHours(25));
        countdown.WaitForAssertion(() => countdown.Find(".tone-bad").TextContent.Trim().Should().Be("3 h overdue"));
    }

    private string TextOf(int minutes) =>
        Render<TimeAgo>(parameters => parameters.Add(t => t.Value, Clock.GetUtcNow().AddMinutes(minutes))).Find("time").TextContent;
}
