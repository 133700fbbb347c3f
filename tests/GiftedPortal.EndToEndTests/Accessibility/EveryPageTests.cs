namespace GiftedPortal.EndToEndTests.Accessibility;

/// <summary>What holds on every page, in every state, for everybody.</summary>
public sealed class EveryPageTests(Tour tour) : IClassFixture<Tour>
{
    [Theory]
    [InlineData("axe", "axe finds nothing, light and dark, in English and Hebrew")]
    [InlineData("targets", "what can be clicked is 24 px wide and high at least")]
    [InlineData("motion", "nothing moves when the viewer asked for reduced motion")]
    [InlineData("focusVisible", "the keyboard's place can be seen")]
    [InlineData("cut", "at 320 px, which is 400 % zoom, nothing is cut and nothing scrolls sideways")]
    [InlineData("literals", "every text on screen is in the resources")]
    public void No_page_has_a_fault(string kind, string because)
    {
        tour.Seen.Should().HaveCountGreaterThan(150);
        string.Join(Environment.NewLine, tour.Faults(kind).Select(fault => fault.ToString()).Order()).Should().BeEmpty(because);
    }
}
