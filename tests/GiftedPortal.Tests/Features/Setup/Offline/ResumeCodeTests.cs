using GiftedPortal.Features.Setup.Offline;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Setup.Offline;

public sealed class ResumeCodeTests
{
    private static readonly Guid Own = Guid.Parse("0198f0c2-1111-7000-8000-000000000001");
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public void A_code_names_its_step_however_it_is_typed()
    {
        foreach (var step in _provider.Guide.Steps)
        {
            var code = ResumeCode.Of(Own, _provider.Guide, step);

            code.Should().MatchRegex("^[ABCDEFGHJKMNPQRSTWXYZ2-9]{4}-[ABCDEFGHJKMNPQRSTWXYZ2-9]{3}$");
            ResumeCode.Read(code, Own, _provider.Guide).Should().Be(step);
            ResumeCode.Read($" {code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)} ", Own, _provider.Guide).Should().Be(step);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA-AAA")]
    [InlineData("🎁🎁🎁🎁")]
    [InlineData("=1+1")]
    public void What_is_no_code_of_this_set_up_names_nothing(string text) => ResumeCode.Read(text, Own, _provider.Guide).Should().BeNull();

    [Fact]
    public void Another_customers_code_names_nothing_and_a_megabyte_neither()
    {
        ResumeCode.Read(ResumeCode.Of(Guid.NewGuid(), _provider.Guide, _provider.Guide.Steps[0]), Own, _provider.Guide).Should().BeNull();
        ResumeCode.Read(new string('A', 1_000_000), Own, _provider.Guide).Should().BeNull();
    }
}
