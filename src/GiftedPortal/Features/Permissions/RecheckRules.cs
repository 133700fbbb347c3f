using GiftedPortal.Providers;

namespace GiftedPortal.Features.Permissions;

/// <summary>When an open checklist looks again by itself. Pure.</summary>
internal static class RecheckRules
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>UTC of the next look; null: not before somebody asks for it.</summary>
    public static DateTimeOffset? NextAfter(PermissionCheck check, DateTimeOffset now)
    {
        var reasons = check.Findings.Select(finding => finding.Outcome).OfType<PermissionOutcome.Unjudged>().ToList();
        if (!check.CredentialsAccepted && check.CredentialsFailure is FailureKind.CredentialsRejected)
        {
            return null;
        }

        var brakes = reasons.Where(reason => reason.Reason is NoVerdict.RateLimited or NoVerdict.Blocked).ToList();
        return brakes.Count > 0 || check.CredentialsFailure is FailureKind.RateLimited or FailureKind.Blocked
            ? brakes.Max(brake => brake.Until)
            : now + Interval;
    }
}
