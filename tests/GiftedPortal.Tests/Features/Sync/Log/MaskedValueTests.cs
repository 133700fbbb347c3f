using GiftedPortal.Features.Sync.Log.Values;
using GiftedPortal.Providers;

namespace GiftedPortal.Tests.Features.Sync.Log;

public sealed class MaskedValueTests
{
    [Theory]
    [InlineData(PersonFields.FirstName, "Jonathan", "J***")]
    [InlineData(PersonFields.Surname, "Li", "***")]
    [InlineData(PersonFields.PrivateEmail, "dana@home.test", "d***")]
    [InlineData(PersonFields.Birthday, "04-01", "***")]
    [InlineData(PersonFields.Children, "2", "***")]
    [InlineData(PersonFields.FamilyStatus, "Married", "***")]
    [InlineData(PersonFields.FirstName, "😀abc", "***")]
    [InlineData(PersonFields.FirstName, null, null)]
    public void A_mask_shows_one_sign_at_the_most_and_what_is_empty_stays_empty(PersonFields field, string? value, string? shown) => MaskedValue.Of(field, value).Should().Be(shown);
}
