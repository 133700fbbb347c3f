using Bunit;
using GiftedPortal.Ui;

namespace GiftedPortal.Tests.Ui;

public class ToneChipTests : UiTest
{
    [Fact]
    public void Every_tone_has_words_and_an_icon_of_its_own_beside_its_colour()
    {
        var icons = Enum.GetValues<Tone>().Select(tone =>
        {
            var chip = Render<ToneChip>(parameters => parameters.Add(c => c.Tone, tone).Add(c => c.Text, "Granted"));
            chip.Find(".tone-chip").TextContent.Trim().Should().Be("Granted");
            return chip.Find("svg").InnerHtml;
        });

        icons.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Hooks_for_tests_land_on_the_chip()
    {
        var chip = Render<ToneChip>(parameters => parameters.Add(c => c.Text, "Live").AddUnmatched("data-testid", "connection-state"));

        chip.Find("[data-testid=connection-state]").TextContent.Trim().Should().Be("Live");
    }
}
