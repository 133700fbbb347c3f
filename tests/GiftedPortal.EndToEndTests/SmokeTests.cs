namespace GiftedPortal.EndToEndTests;

public class SmokeTests
{
    [Fact]
    public void Runs() => true.Should().BeTrue();
}
