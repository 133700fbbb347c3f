using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;

namespace GiftedPortal.Tests.Features.Permissions;

public sealed class RecheckRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static PermissionCheck Check(FailureKind? failure, params PermissionOutcome[] outcomes) => new()
    {
        Id = Guid.NewGuid(), ConnectionId = Guid.NewGuid(), At = Now, SeenAgainAt = Now, GuideVersion = 1, StartedBy = "Mia", CredentialsFailure = failure,
        AudienceKnown = true, People = 3, Dialect = PermissionDialect.Unknown, Calls = 1, Duration = TimeSpan.Zero,
        Result = new([.. outcomes.Select((outcome, number) => new StoredFinding($"{number}", outcome.Word, (outcome as PermissionOutcome.Unjudged)?.Until, null, Evidence.None))], new Dictionary<string, int>()),
    };

    [Fact]
    public void Looks_again_after_fifteen_seconds_whether_something_is_missing_or_not() =>
        new[] { Verdict.Granted, Verdict.Missing }.Select(verdict => RecheckRules.NextAfter(Check(null, new PermissionOutcome.Judged(verdict)), Now))
            .Should().AllBeEquivalentTo(Now.AddSeconds(15));

    [Fact]
    public void Keeps_trying_while_the_provider_does_not_answer() =>
        RecheckRules.NextAfter(Check(FailureKind.Unreachable, new PermissionOutcome.Unjudged(NoVerdict.Unreachable)), Now).Should().Be(Now.AddSeconds(15));

    [Fact]
    public void Stops_when_the_credentials_are_rejected() =>
        RecheckRules.NextAfter(Check(FailureKind.CredentialsRejected, new PermissionOutcome.Unjudged(NoVerdict.CredentialsRejected)), Now).Should().BeNull();

    [Theory]
    [InlineData(NoVerdict.Blocked)]
    [InlineData(NoVerdict.RateLimited)]
    public void Waits_for_the_latest_moment_that_the_provider_names(NoVerdict reason) =>
        RecheckRules.NextAfter(
            Check(null, new PermissionOutcome.Unjudged(reason, Now.AddMinutes(2)), new PermissionOutcome.Unjudged(reason, Now.AddMinutes(5)), new PermissionOutcome.Judged(Verdict.Granted)), Now)
            .Should().Be(Now.AddMinutes(5));

    [Fact]
    public void Stops_when_it_is_held_back_without_a_moment() =>
        RecheckRules.NextAfter(Check(FailureKind.Blocked, new PermissionOutcome.Unjudged(NoVerdict.Blocked)), Now).Should().BeNull();
}
