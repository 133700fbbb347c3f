using Bunit;
using GiftedPortal.Ui;

namespace GiftedPortal.Tests.Ui;

public class CopyFieldTests : UiTest
{
    private IRenderedComponent<CopyField> Draw() => Render<CopyField>(parameters => parameters
        .Add(field => field.Label, "Name")
        .Add(field => field.Value, "Gifted Service User")
        .AddUnmatched("data-testid", "copy-name"));

    [Fact]
    public void The_button_says_what_it_copies_and_hands_the_value_to_the_browser()
    {
        var button = Draw().Find("button[data-testid=copy-name]");

        button.GetAttribute("aria-label").Should().Be("Copy Name");
        button.GetAttribute("data-copy").Should().Be("Gifted Service User");
    }

    [Theory]
    [InlineData(true, "Copied")]
    [InlineData(false, "Your browser did not allow copying. Select the text and copy it by hand.")]
    public void The_outcome_is_announced(bool copied, string announcement)
    {
        JSInterop.Setup<bool>("giftedPortal.copied").SetResult(copied);
        var field = Draw();
        field.Find("[role=status]").TextContent.Should().BeEmpty();

        field.Find("button").Click();

        field.WaitForAssertion(() => field.Find("[role=status]").TextContent.Should().Be(announcement));
    }
}
