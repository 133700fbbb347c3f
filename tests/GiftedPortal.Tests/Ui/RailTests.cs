using Bunit;
using GiftedPortal.Ui;

namespace GiftedPortal.Tests.Ui;

public class RailTests : UiTest
{
    private IRenderedComponent<Rail> Draw(string current) => Render<Rail>(parameters => parameters.Add(rail => rail.Current, current).Add(rail => rail.Phases,
    [
        new("Create", [new("open", "Open Settings", "/setup/open", true), new("name", "Name it", "/setup/name", false)]),
        new("Connect", [new("sync", "Sync", null, false)]),
    ]));

    [Fact]
    public void Steps_are_numbered_over_all_phases()
    {
        var rail = Draw("name");

        rail.FindAll("ol").Select(list => list.GetAttribute("start")).Should().Equal("1", "3");
    }

    [Fact]
    public void The_step_on_screen_is_marked_and_summed_up()
    {
        var rail = Draw("name");

        rail.FindAll("[aria-current=step]").Should().ContainSingle().Which.GetAttribute("href").Should().Be("/setup/name");
        rail.Find("summary").TextContent.Should().Contain("Step 2 of 3: Name it");
    }

    [Fact]
    public void A_finished_step_says_so_in_words() => Draw("name").Find("li.done a").GetAttribute("aria-label").Should().Be("Open Settings (done)");

    [Fact]
    public void A_step_that_cannot_be_opened_is_no_link()
    {
        var step = Draw("open").FindAll("li a")[2];

        step.HasAttribute("href").Should().BeFalse();
        step.GetAttribute("aria-disabled").Should().Be("true");
    }
}
