using GiftedPortal.Features.Permissions.Live;
using GiftedPortal.Providers;
using static GiftedPortal.Tests.Features.Permissions.Checks;

namespace GiftedPortal.Tests.Features.Permissions.Live;

public sealed class CheckPaceTests
{
    [Theory]
    [InlineData(null, 15)]
    [InlineData(50, 15)]
    [InlineData(1000, 15)]
    [InlineData(20, 30)]
    [InlineData(10, 60)]
    public void Looks_again_as_often_as_a_tenth_of_the_limit_allows(int? limit, int seconds)
    {
        CheckPace.Interval(limit).Should().Be(TimeSpan.FromSeconds(seconds));
        (TimeSpan.FromMinutes(1) / CheckPace.Interval(limit)).Should().BeLessThanOrEqualTo((limit ?? 50) * 0.1);
    }

    [Fact]
    public void Looks_again_whether_something_is_missing_or_not() =>
        new[] { Verdict.Granted, Verdict.Missing }.Select(verdict => CheckPace.NextAfter(Of(null, Is(verdict)), Now)).Should().AllBeEquivalentTo(Now.AddSeconds(15));

    [Fact]
    public void Keeps_trying_while_the_provider_does_not_answer() =>
        CheckPace.NextAfter(Of(FailureKind.Unreachable, Not(NoVerdict.Unreachable)), Now).Should().Be(Now.AddSeconds(15));

    [Fact]
    public void Stops_when_the_credentials_are_rejected() =>
        CheckPace.NextAfter(Of(FailureKind.CredentialsRejected, Not(NoVerdict.CredentialsRejected)), Now).Should().BeNull();

    [Theory]
    [InlineData(NoVerdict.Blocked)]
    [InlineData(NoVerdict.RateLimited)]
    public void Waits_for_the_latest_moment_that_the_provider_names(NoVerdict reason)
    {
        var check = Of(null, Not(reason, Now.AddMinutes(2)), Not(reason, Now.AddMinutes(5)), Is(Verdict.Granted));

        CheckPace.NextAfter(check, Now).Should().Be(Now.AddMinutes(5));
        CheckPace.HeldUntil(check).Should().Be(Now.AddMinutes(5));
    }

    [Fact]
    public void Stops_when_it_is_held_back_without_a_moment() => CheckPace.NextAfter(Of(FailureKind.Blocked, Not(NoVerdict.Blocked)), Now).Should().BeNull();

    [Fact]
    public void Coming_back_to_the_page_has_room_in_the_same_tenth_and_no_more()
    {
        DateTimeOffset[] four = [.. Enumerable.Range(0, 4).Select(number => Now.AddSeconds(-10 * number))];

        CheckPace.HasRoom(four, 50, Now).Should().BeTrue();
        CheckPace.HasRoom([.. four, Now.AddSeconds(-50)], 50, Now).Should().BeFalse();
        CheckPace.HasRoom([.. four, Now.AddSeconds(-61)], 50, Now).Should().BeTrue("that one is more than a minute ago");
        CheckPace.HasRoom([], 3, Now).Should().BeTrue("a tenth of three is less than one call, and one look there must be");
    }
}
