using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Status.ChangeCredentials;
using GiftedPortal.Providers;

namespace GiftedPortal.Tests.Features.Status;

public class RightsComparisonTests
{
    private static readonly PermissionRequirement[] One = [new("one.view", "One", "View one", Provable: true, Listed: true)];

    private static CredentialTrial Trial(string word, int? people) =>
        new(DateTimeOffset.UnixEpoch, null, null, "100", people is not null, people ?? 0, new Dictionary<string, string> { ["one.view"] = word });

    private static PermissionCheck Check(string word, int? people) => new()
    {
        Id = Guid.NewGuid(),
        ConnectionId = Guid.NewGuid(),
        At = DateTimeOffset.UnixEpoch,
        SeenAgainAt = DateTimeOffset.UnixEpoch,
        GuideVersion = 1,
        StartedBy = "test",
        AudienceKnown = people is not null,
        People = people ?? 0,
        Dialect = PermissionDialect.Category,
        Calls = 1,
        Duration = TimeSpan.Zero,
        Result = new StoredFindings([new StoredFinding("one.view", word, null, null, Evidence.None)], new Dictionary<string, int>()),
    };

    [Theory]
    [InlineData("Granted", "Granted", RightsChange.Same)]
    [InlineData("Granted", "Partly", RightsChange.Less)]
    [InlineData("Granted", "Missing", RightsChange.Less)]
    [InlineData("Partly", "Missing", RightsChange.Less)]
    [InlineData("Missing", "Granted", RightsChange.More)]
    [InlineData("Partly", "Granted", RightsChange.More)]
    [InlineData("Granted", "Inconclusive", RightsChange.Unknown)]
    [InlineData("Granted", "RateLimited", RightsChange.Unknown)]
    [InlineData("CannotBeChecked", "CannotBeChecked", RightsChange.Same)]
    [InlineData("Inconclusive", "Missing", RightsChange.Unknown)]
    public void A_right_is_compared_by_how_much_it_shows(string old, string @new, RightsChange change)
    {
        var comparison = RightsComparison.Of(One, Check(old, 10), Trial(@new, 10));

        comparison.Rows[0].Change.Should().Be(change);
        comparison.SeesLess.Should().Be(change is RightsChange.Less);
    }

    [Theory]
    [InlineData(10, 10, RightsChange.Same)]
    [InlineData(10, 9, RightsChange.Less)]
    [InlineData(10, 0, RightsChange.Less)]
    [InlineData(10, 11, RightsChange.More)]
    [InlineData(null, 11, RightsChange.Unknown)]
    [InlineData(10, null, RightsChange.Unknown)]
    public void Fewer_people_are_less(int? old, int? @new, RightsChange change) =>
        RightsComparison.Of(One, Check("Granted", old), Trial("Granted", @new)).People.Should().Be(change);

    [Fact]
    public void Without_a_check_of_the_old_ones_nothing_is_compared() =>
        RightsComparison.Of(One, null, Trial("Missing", 1)).Should().BeEquivalentTo(new { SeesLess = false, OldPeople = (int?)null });
}
