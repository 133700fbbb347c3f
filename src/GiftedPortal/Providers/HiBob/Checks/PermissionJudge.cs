namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>
/// The rules. Bob never says no: what may not be viewed is missing from an answer with status 200
/// (apidocs.hibob.com/docs/people-read-api-contract). So a key proves a permission, and a missing key proves its absence only
/// when people were visible, the field exists in the tenant, and the whole answer was read. Pure: no clock, no network.
/// </summary>
internal static class PermissionJudge
{
    /// <summary>The finding for one permission, or null while what is known does not settle it.</summary>
    public static PermissionFinding? Judge(HiBobPermission permission, CheckState state)
    {
        var category = permission.Probe switch
        {
            Probe.Section section => section.CategoryId,
            Probe.History history => history.CategoryId,
            Probe.None none => none.CategoryId,
            _ => null, // the permission for e-mail addresses is a line of its own, whatever category the field is in
        };
        return Outcome(permission.Probe, state) is var (outcome, evidence)
            ? new PermissionFinding(permission.Key, outcome, state.Fields?.Value?.NameOf(category), evidence)
            : null;
    }

    private static (PermissionOutcome Outcome, Evidence Evidence)? Outcome(Probe probe, CheckState state) => probe switch
    {
        Probe.None => (new PermissionOutcome.Judged(Verdict.CannotBeChecked), Evidence.None),
        _ when state.Rejection is { } rejection => (Unjudged(rejection), Failed(rejection)),
        _ when state.ShutOut is { } block => (Unjudged(block), Failed(block)),
        Probe.Section section => SectionRules.Judge(section, state),
        Probe.Field field => SectionRules.Judge(field, state),
        Probe.History history => HistoryRules.Judge(history, state),
        _ => throw new InvalidOperationException($"No rule for {probe.GetType().Name}."),
    };

    public static PermissionOutcome Unjudged(ProviderFailure failure) => failure.Kind switch
    {
        FailureKind.CredentialsRejected => new PermissionOutcome.Unjudged(NoVerdict.CredentialsRejected),
        FailureKind.RateLimited => new PermissionOutcome.Unjudged(NoVerdict.RateLimited, failure.RetryAt),
        FailureKind.Blocked => new PermissionOutcome.Unjudged(NoVerdict.Blocked, failure.RetryAt),
        FailureKind.Unreachable or FailureKind.Nonsense => new PermissionOutcome.Unjudged(NoVerdict.Unreachable, failure.RetryAt),
        FailureKind.Forbidden => new PermissionOutcome.Judged(Verdict.Inconclusive), // refused as a whole: nothing to see
    };

    public static Evidence Failed(ProviderFailure failure) => new(failure.Call, failure.Status, [], [], 0);
}
