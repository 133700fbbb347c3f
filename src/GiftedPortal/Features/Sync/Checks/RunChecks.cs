using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Checks;

/// <summary>The permission check before each run.</summary>
internal sealed class RunChecks(PermissionService permissions)
{
    /// <summary>Checks, so that what is lost is told before people are read without it: a value that went with a permission is hidden, and never emptied.</summary>
    /// <returns>Why nobody can be read now, so that rejected credentials are not shown to the provider twice; else null.</returns>
    public async Task<ProviderFailure?> BeforeReadingAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        var check = await permissions.CheckAsync(connectionId, Actor.System("sync"), progress: null, cancellationToken);
        return check?.CredentialsFailure is (FailureKind.CredentialsRejected or FailureKind.Blocked or FailureKind.RateLimited) and var kind
            ? new ProviderFailure(kind, "permission check", null, RetryAtOf(check), kind.ToString())
            : null;
    }

    private static DateTimeOffset? RetryAtOf(PermissionCheck check) =>
        check.Findings.Select(finding => finding.Outcome).OfType<PermissionOutcome.Unjudged>().Max(outcome => outcome.Until);
}
