using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Approval.Review;
using GiftedPortal.Features.Connections;
using GiftedPortal.Ui;

namespace GiftedPortal.Tests.Features.Approval;

public sealed class DecisionRuleTests
{
    private static readonly Concern Red = new(Tone.Bad, "Missing", "Home", "View Home");
    private static readonly Concern Amber = new(Tone.Warn, "OldCheck");
    private static readonly Concern Note = new(Tone.Info, "SyncedBefore");

    [Theory]
    [InlineData(true, ApprovalRule.FastLane, "AllGreen")]
    [InlineData(false, ApprovalRule.OneReviewer, "FastLaneOff")]
    public void Where_nothing_stands_out_the_policy_decides(bool fastLane, ApprovalRule rule, string reason)
    {
        var ruling = DecisionRule.Of([], fastLane);

        ruling.Rule.Should().Be(rule);
        ruling.Reasons.Should().ContainSingle().Which.Key.Should().Be(reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_stands_out_closes_the_fast_lane_and_what_is_red_asks_for_two(bool fastLane)
    {
        DecisionRule.Of([Note], fastLane).Rule.Should().Be(ApprovalRule.OneReviewer);
        DecisionRule.Of([Amber, Note], fastLane).Rule.Should().Be(ApprovalRule.OneReviewer);
        DecisionRule.Of([Red, Amber, Note], fastLane).Rule.Should().Be(ApprovalRule.TwoReviewers);
    }

    [Fact]
    public void The_reasons_are_what_brought_the_rule_about_with_what_they_name()
    {
        DecisionRule.Of([Red, Amber], false).Reasons.Should().BeEquivalentTo([new RulingReason(Tone.Bad, "Missing", ["Home", "View Home"])]);
        DecisionRule.Of([Amber, Note], false).Reasons.Select(reason => reason.Key).Should().Equal("OldCheck", "SyncedBefore");
    }
}
