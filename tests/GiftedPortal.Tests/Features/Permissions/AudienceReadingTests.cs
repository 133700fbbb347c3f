using GiftedPortal.Features.Permissions;
using GiftedPortal.Tests.Features.Notifications;

namespace GiftedPortal.Tests.Features.Permissions;

public class AudienceReadingTests
{
    [Theory]
    [InlineData("Parental leave", "Parental leave")]
    [InlineData("On a sabbatical", "On a sabbatical")]
    [InlineData("261407312", "A status of the company’s own (261407312)")]
    public void A_status_that_comes_as_a_number_is_not_shown_as_a_bare_one(string status, string shown) =>
        AudienceReading.NameOf(status, LetterBench.Localizer<PermissionText>()).Should().Be(shown);
}
