using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;

namespace GiftedPortal.Tests.Features.Permissions;

/// <summary>Stored checks, for pure tests.</summary>
internal static class Checks
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static PermissionCheck Of(FailureKind? failure, params PermissionOutcome[] outcomes) => Of(failure, 3, outcomes);

    public static PermissionCheck Of(FailureKind? failure, int people, params PermissionOutcome[] outcomes) => new()
    {
        Id = Guid.NewGuid(), ConnectionId = Guid.NewGuid(), At = Now, SeenAgainAt = Now, GuideVersion = 1, StartedBy = "Mia", CredentialsFailure = failure,
        AudienceKnown = failure is null, People = people, Dialect = PermissionDialect.Unknown, Calls = 1, Duration = TimeSpan.Zero,
        Result = new(
            [.. outcomes.Select((outcome, number) => new StoredFinding($"{number}", outcome.Word, (outcome as PermissionOutcome.Unjudged)?.Until, null, Evidence.None))],
            new Dictionary<string, int>()),
    };

    public static PermissionOutcome Is(Verdict verdict) => new PermissionOutcome.Judged(verdict);

    public static PermissionOutcome Not(NoVerdict reason, DateTimeOffset? until = null) => new PermissionOutcome.Unjudged(reason, until);
}
