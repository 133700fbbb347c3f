using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Approval;

/// <summary>A permission check in three figures.</summary>
/// <param name="Granted">Permissions seen.</param>
/// <param name="NotGranted">Permissions missing, or there in part only.</param>
/// <param name="Open">Permissions without a yes or no.</param>
public sealed record PermissionTally(int Granted, int NotGranted, int Open)
{
    /// <summary>Counts a check's outcomes.</summary>
    public static PermissionTally Of(PermissionCheck check)
    {
        var verdicts = check.Findings.Select(finding => (finding.Outcome as PermissionOutcome.Judged)?.Verdict).ToList();
        var granted = verdicts.Count(verdict => verdict is Verdict.Granted);
        var not = verdicts.Count(verdict => verdict is Verdict.Missing or Verdict.Partly);
        return new PermissionTally(granted, not, verdicts.Count - granted - not);
    }
}
