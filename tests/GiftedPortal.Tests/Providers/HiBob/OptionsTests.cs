using GiftedPortal.Providers.HiBob;

namespace GiftedPortal.Tests.Providers.HiBob;

public class OptionsTests
{
    [Theory]
    [InlineData("https://api.hibob.com/v1")]
    [InlineData("https://api.hibob.com/v1/")]
    [InlineData("http://localhost:5081/v1")]
    [InlineData("http://127.0.0.1:5081/v1")]
    public void An_address_is_good(string url) => Errors(url, "Test").Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("/v1")]
    [InlineData("ftp://api.hibob.com/v1")]
    [InlineData("http://api.hibob.com/v1")]
    [InlineData("https://user@api.hibob.com/v1")]
    [InlineData("https://api.hibob.com/v1?x=1")]
    public void An_address_is_refused_by_its_key(string url) =>
        Errors(url, "Test").Should().ContainSingle().Which.Should().StartWith("HiBob:Environments:Test:BaseUrl must");

    [Fact]
    public void Every_error_is_said_at_once() => Errors("nonsense", "Elsewhere").Should().HaveCount(2);

    [Fact]
    public void No_environment_at_all_is_an_error() =>
        new HiBobOptionsValidator().Validate(null, new HiBobOptions()).Failures.Should().Contain(error => error.StartsWith("HiBob:Environments must"));

    [Fact]
    public void Names_are_found_in_any_case()
    {
        var provider = BobTesting.Provider(new FakeBob());

        provider.Environments.Should().Equal("Test");
        provider.DefaultEnvironment.Should().Be("Test");
    }

    private static IEnumerable<string> Errors(string url, string defaultEnvironment) =>
        new HiBobOptionsValidator().Validate(null, new HiBobOptions
        {
            Environments = { ["Test"] = new HiBobEnvironment { BaseUrl = url } },
            DefaultEnvironment = defaultEnvironment,
        }).Failures ?? [];
}
