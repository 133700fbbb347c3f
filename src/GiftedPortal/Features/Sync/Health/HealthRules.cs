using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Features.Sync.Health;

/// <summary>Which state follows from what is known, and who has the next move in it. Pure.</summary>
internal static class HealthRules
{
    /// <summary>After so many intervals without a success a connection is late.</summary>
    public const int LateAfter = 3;

    /// <summary>The health; null for a connection that does not sync, or no longer.</summary>
    public static HealthFinding? Of(HealthFacts facts, TimeSpan interval, DateTimeOffset now) => facts.Status switch
    {
        ConnectionStatus.Approved or ConnectionStatus.FirstSync => Of(HealthState.NeverSynced, null),
        ConnectionStatus.Live => Of(IsLate(facts, interval, now) ? HealthState.Late : HealthState.Healthy, null),
        ConnectionStatus.NeedsAttention => InTrouble(facts),
        ConnectionStatus.Paused => new HealthFinding(HealthState.Paused, facts.IsPausedByGifted ? Owner.Gifted : Owner.Customer, null),
        ConnectionStatus.Draft or ConnectionStatus.Submitted or ConnectionStatus.InReview or ConnectionStatus.ChangesRequested or ConnectionStatus.Rejected
            or ConnectionStatus.Disconnected => null,
    };

    /// <summary>Who has the next move. Whoever paused a connection starts it again.</summary>
    public static Owner OwnerOf(HealthState state) => state switch
    {
        HealthState.Healthy => Owner.Nobody,
        HealthState.NeverSynced or HealthState.Late or HealthState.BrakeWaiting => Owner.Gifted,
        HealthState.CredentialsFail or HealthState.PermissionLost or HealthState.Paused => Owner.Customer,
        HealthState.ProviderFails => Owner.Provider,
    };

    /// <summary>The state that a run which ended so leaves a connection in that needs attention.</summary>
    public static HealthState StateOf(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.CredentialsRejected or SyncOutcome.NoCredentials or SyncOutcome.OtherAccount => HealthState.CredentialsFail,
        SyncOutcome.RateLimited or SyncOutcome.Blocked or SyncOutcome.Unreachable or SyncOutcome.Nonsense => HealthState.ProviderFails,
        SyncOutcome.CredentialsUnreadable or SyncOutcome.PortalFailed => HealthState.Late,
        SyncOutcome.Brake => HealthState.BrakeWaiting,
        // people can be read, or could be: what is missing is a permission or the audience
        SyncOutcome.Forbidden or SyncOutcome.FirstRoster or SyncOutcome.Changed or SyncOutcome.Unchanged
            or SyncOutcome.Running or SyncOutcome.ConnectionStopped or SyncOutcome.ProcessEnded => HealthState.PermissionLost,
    };

    private static HealthFinding Of(HealthState state, string? because) => new(state, OwnerOf(state), because);

    private static HealthFinding InTrouble(HealthFacts facts)
    {
        // a check that found something after the run knows better
        if (facts.Last is { } run && (facts.RaisedAt is null || run.FinishedAt >= facts.RaisedAt) && !(run.Status is SyncRunStatus.Succeeded && facts.Raised is { IsFoundByChecks: true }))
        {
            // dropped: what the provider shows is a mistake, and it is in the customer's hands to put it right
            return Of(run.Decision is BrakeDecision.Drop ? HealthState.PermissionLost : StateOf(run.Outcome), run.Outcome.ToString());
        }

        return facts.Raised switch
        {
            { IsFoundByChecks: true, Code: AttentionReason.CredentialsRejected } => Of(HealthState.CredentialsFail, facts.Raised.ToString()),
            { } raised when Enum.TryParse<SyncOutcome>(raised.Code, out var outcome) => Of(StateOf(outcome), raised.Code),
            _ => Of(HealthState.PermissionLost, facts.Raised?.ToString()),
        };
    }

    private static bool IsLate(HealthFacts facts, TimeSpan interval, DateTimeOffset now) =>
        now - (facts.SucceededAt > facts.Since ? facts.SucceededAt.Value : facts.Since) > LateAfter * interval;
}
