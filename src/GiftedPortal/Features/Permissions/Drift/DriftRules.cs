using GiftedPortal.Features.Connections;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Permissions.Drift;

/// <summary>
/// What a check says about a connection that was approved. What Gifted counts on is the best verdict that each permission had in the check that was
/// decided on, or in any later one: what was accepted as missing is not lost. "Could not find out" neither loses nor regains. Pure.
/// </summary>
public static class DriftRules
{
    /// <summary>What Gifted counts on after a check, given what it counted on before; null before: nothing was decided yet.</summary>
    public static IReadOnlyDictionary<string, Verdict> Expect(IReadOnlyDictionary<string, Verdict>? before, IEnumerable<PermissionFinding> findings)
    {
        var expected = before is null ? [] : new Dictionary<string, Verdict>(before);
        foreach (var finding in findings)
        {
            if (LevelOf(finding) > (expected.TryGetValue(finding.Key, out var best) ? LevelOf(best) : LevelOf(Verdict.Missing)))
            {
                expected[finding.Key] = ((PermissionOutcome.Judged)finding.Outcome).Verdict;
            }
        }

        return expected;
    }

    /// <summary>Keys of the permissions that a sync needs and that are less than expected.</summary>
    /// <param name="expected">What Gifted counts on.</param>
    /// <param name="findings">What the check found.</param>
    /// <param name="lostBefore">What was lost at the check before: it stays lost until it is seen again.</param>
    /// <param name="requirements">The provider's permissions.</param>
    public static IReadOnlyList<string> Lost(
        IReadOnlyDictionary<string, Verdict> expected, IEnumerable<PermissionFinding> findings, IReadOnlyList<string> lostBefore, IEnumerable<PermissionRequirement> requirements)
    {
        var levels = findings.ToDictionary(finding => finding.Key, LevelOf);
        return
        [
            .. requirements.Where(one => one.SyncNeeds).Select(one => one.Key).Where(key =>
                levels.GetValueOrDefault(key) is { } level
                    ? expected.TryGetValue(key, out var best) && level < LevelOf(best)
                    : lostBefore.Contains(key)),
        ];
    }

    /// <summary>What somebody must mend, as far as the check can tell; null: nothing that it shows.</summary>
    public static AttentionReason? Trouble(PermissionCheck check) =>
        check.CredentialsFailure is FailureKind.CredentialsRejected ? new AttentionReason(AttentionReason.CredentialsRejected, [])
        : check is { AudienceKnown: true, People: 0 } && check.Result.Expected.Count > 0 ? new AttentionReason(AttentionReason.AudienceLost, [])
        : check.Lost.Count > 0 ? new AttentionReason(AttentionReason.PermissionLost, check.Lost)
        : null;

    /// <summary>What follows for the connection; null: nothing.</summary>
    /// <param name="status">Where it stands.</param>
    /// <param name="raised">Why it needs attention, when it does.</param>
    /// <param name="hasBeenLive">It has synced once: a check alone makes nobody live for the first time.</param>
    /// <param name="check">The check.</param>
    public static ConnectionOperation? Decide(ConnectionStatus status, AttentionReason? raised, bool hasBeenLive, PermissionCheck check)
    {
        if (Trouble(check) is not null)
        {
            return ConnectionLife.Next(status, ConnectionOperation.RaiseAttention) is null ? null : ConnectionOperation.RaiseAttention;
        }

        // whatever else raised it, such as the brake of a sync, is ended by a sync
        var ends = status is ConnectionStatus.NeedsAttention && hasBeenLive && raised is { IsFoundByChecks: true } && check is { CredentialsAccepted: true, AudienceKnown: true };
        return ends ? ConnectionOperation.GoLive : null;
    }

    private static int? LevelOf(PermissionFinding finding) => finding.Outcome is PermissionOutcome.Judged { Verdict: var verdict } ? LevelOf(verdict) : null;

    private static int? LevelOf(Verdict verdict) => verdict switch
    {
        Verdict.Granted => 2,
        Verdict.Partly => 1,
        Verdict.Missing => 0,
        Verdict.Inconclusive or Verdict.CannotBeChecked => null,
    };
}
