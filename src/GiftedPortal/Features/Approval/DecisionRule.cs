using GiftedPortal.Features.Approval.Review;
using GiftedPortal.Features.Connections;
using GiftedPortal.Ui;

namespace GiftedPortal.Features.Approval;

/// <summary>Which rule applies to a case. Pure.</summary>
public static class DecisionRule
{
    /// <summary>
    /// Two reviewers where something is red, and no one at all where nothing stands out and the policy allows it; else one. A note for information
    /// is something that a person should see, so it closes the fast lane too.
    /// </summary>
    /// <param name="concerns">Everything that stands out.</param>
    /// <param name="fastLane">The policy allows the fast lane.</param>
    public static Ruling Of(IReadOnlyList<Concern> concerns, bool fastLane)
    {
        var red = concerns.Where(concern => concern.Tone is Tone.Bad).ToList();
        return red.Count > 0 ? new Ruling(ApprovalRule.TwoReviewers, Reasons(red))
            : concerns.Count > 0 ? new Ruling(ApprovalRule.OneReviewer, Reasons(concerns))
            : fastLane ? new Ruling(ApprovalRule.FastLane, [RulingReason.Of(Tone.Good, "AllGreen", [])])
            : new Ruling(ApprovalRule.OneReviewer, [RulingReason.Of(Tone.Info, "FastLaneOff", [])]);
    }

    /// <summary>Who approved first since the last submit, oldest first; each of them has had their say.</summary>
    public static IReadOnlyList<ConnectionEvent> FirstApprovals(IEnumerable<ConnectionEvent> events)
    {
        var first = new List<ConnectionEvent>();
        foreach (var one in events)
        {
            if (one.Operation is ConnectionOperation.Submit)
            {
                first.Clear();
            }
            else if (one.Operation is ConnectionOperation.FirstApproval)
            {
                first.Add(one);
            }
        }

        return first;
    }

    private static IReadOnlyList<RulingReason> Reasons(IEnumerable<Concern> concerns) =>
        [.. concerns.Select(concern => RulingReason.Of(concern.Tone, concern.Key, concern.Arguments))];
}
