using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Sync.Health;

public sealed class HealthRulesTests
{
    private static readonly DateTimeOffset Now = TestPortal.Start;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    [Fact]
    public void There_are_eight_states_at_most_and_each_has_an_owner()
    {
        Enum.GetValues<HealthState>().Should().HaveCountLessThanOrEqualTo(8);
        Enum.GetValues<HealthState>().Where(state => HealthRules.OwnerOf(state) is Owner.Nobody).Should().Equal(HealthState.Healthy);
    }

    [Theory]
    [InlineData(SyncOutcome.Brake, HealthState.BrakeWaiting, Owner.Gifted)]
    [InlineData(SyncOutcome.CredentialsRejected, HealthState.CredentialsFail, Owner.Customer)]
    [InlineData(SyncOutcome.NoCredentials, HealthState.CredentialsFail, Owner.Customer)]
    [InlineData(SyncOutcome.OtherAccount, HealthState.CredentialsFail, Owner.Customer)]
    [InlineData(SyncOutcome.Forbidden, HealthState.PermissionLost, Owner.Customer)]
    [InlineData(SyncOutcome.CredentialsUnreadable, HealthState.Late, Owner.Gifted)]
    [InlineData(SyncOutcome.Unreachable, HealthState.ProviderFails, Owner.Provider)]
    [InlineData(SyncOutcome.Nonsense, HealthState.ProviderFails, Owner.Provider)]
    [InlineData(SyncOutcome.PortalFailed, HealthState.Late, Owner.Gifted)]
    public void What_a_sync_raised_decides_the_state_and_who_must_act(SyncOutcome outcome, HealthState state, Owner owner) =>
        Of(new HealthFacts(ConnectionStatus.NeedsAttention, Now) { Raised = new AttentionReason(outcome.ToString(), []), RaisedAt = Now, Last = Ended(outcome, Now) })
            .Should().Be(new HealthFinding(state, owner, outcome.ToString()));

    [Fact]
    public void What_a_check_finds_after_a_run_counts_and_a_success_without_the_permission_does_not_end_it()
    {
        var lost = new HealthFacts(ConnectionStatus.NeedsAttention, Now) { Raised = new AttentionReason(AttentionReason.PermissionLost, ["one.view"]), RaisedAt = Now };

        Of(lost with { Last = Ended(SyncOutcome.Brake, Now.AddMinutes(-1)) })!.State.Should().Be(HealthState.PermissionLost);
        Of(lost with { Last = Ended(SyncOutcome.Changed, Now.AddMinutes(1)) })!.State.Should().Be(HealthState.PermissionLost);
        Of(lost with { Last = Ended(SyncOutcome.Brake, Now.AddMinutes(1)) })!.State.Should().Be(HealthState.BrakeWaiting);
    }

    [Fact]
    public void A_brake_that_was_dropped_is_for_the_customer_to_put_right()
    {
        var run = Ended(SyncOutcome.Brake, Now);
        run.Decision = BrakeDecision.Drop;

        Of(new HealthFacts(ConnectionStatus.NeedsAttention, Now) { Raised = new AttentionReason("Brake", []), RaisedAt = Now, Last = run })!
            .Should().BeEquivalentTo(new { State = HealthState.PermissionLost, Owner = Owner.Customer });
    }

    [Theory]
    [InlineData(3, HealthState.Healthy)]
    [InlineData(4, HealthState.Late)]
    public void A_live_connection_is_late_after_three_intervals_without_a_success(int hours, HealthState state) =>
        Of(new HealthFacts(ConnectionStatus.Live, Now.AddDays(-9)) { SucceededAt = Now.AddHours(-hours) })!.State.Should().Be(state);

    [Fact]
    public void Whoever_resumes_a_connection_is_given_the_same_time() =>
        Of(new HealthFacts(ConnectionStatus.Live, Now.AddHours(-1)) { SucceededAt = Now.AddDays(-9) })!.State.Should().Be(HealthState.Healthy);

    [Theory]
    [InlineData(true, Owner.Gifted)]
    [InlineData(false, Owner.Customer)]
    public void Whoever_paused_it_has_the_next_move(bool byGifted, Owner owner) =>
        Of(new HealthFacts(ConnectionStatus.Paused, Now) { IsPausedByGifted = byGifted }).Should().Be(new HealthFinding(HealthState.Paused, owner, null));

    [Theory]
    [InlineData(ConnectionStatus.Draft)]
    [InlineData(ConnectionStatus.InReview)]
    [InlineData(ConnectionStatus.Disconnected)]
    public void What_does_not_sync_has_no_health(ConnectionStatus status) => Of(new HealthFacts(status, Now)).Should().BeNull();

    private static HealthFinding? Of(HealthFacts facts) => HealthRules.Of(facts, Interval, Now);

    private static SyncRun Ended(SyncOutcome outcome, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), ConnectionId = Guid.Empty, CustomerId = Guid.Empty, Trigger = SyncTrigger.Scheduled, StartedBy = "test", Node = "test",
        StartedAt = at, AliveAt = at, FinishedAt = at, Outcome = outcome, Status = SyncOutcomes.StatusOf(outcome),
    };
}
