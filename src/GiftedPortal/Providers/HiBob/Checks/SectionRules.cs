using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>Judges what the people search shows.</summary>
internal static class SectionRules
{
    private static readonly string Call = HiBobCall.Search([]).Name;

    public static (PermissionOutcome, Evidence)? Judge(Probe.Section section, CheckState state)
    {
        if (state.Fields is not { } fields)
            return null;
        if (fields.Failure is { } failure)
            return (PermissionJudge.Unjudged(failure.Kind is FailureKind.Forbidden && state.People > 0 ? failure with { Kind = FailureKind.Nonsense } : failure), PermissionJudge.Failed(failure)); // which fields are in the category is not known
        var asked = state.Plan.Of(section.CategoryId);
        if (state.Plan.Lacks(section.CategoryId))
            return (new PermissionOutcome.Unjudged(NoVerdict.NotChecked), Evidence.None); // only this tenant's own metadata could tell what to ask for: the next check does
        var gifting = asked.Where(HiBobPermissions.GiftingFields.Contains).ToList();
        return Judge(asked, gifting, state);
    }

    public static (PermissionOutcome, Evidence)? Judge(Probe.Field field, CheckState state)
    {
        if (state.Saw(field.Id))
            return Judge([field.Id], [field.Id], state);
        if (state.Fields is not { } fields)
            return null;
        if (fields.Failure is { } failure)
            return (PermissionJudge.Unjudged(failure.Kind is FailureKind.Forbidden && state.People > 0 ? failure with { Kind = FailureKind.Nonsense } : failure), PermissionJudge.Failed(failure)); // whether the field exists is not known
        return Judge(fields.Value?.Find(field.Id) is null ? [] : [field.Id], [field.Id], state);
    }

    private static (PermissionOutcome, Evidence)? Judge(IReadOnlyList<string> asked, IReadOnlyList<string> gifting, CheckState state)
    {
        var present = asked.Where(state.Saw).ToList();
        var evidence = new Evidence(Call, state.SearchFailure?.Status ?? 200, present, [.. asked.Except(present)], state.People) { AskedAt = state.SearchAskedAt };
        (PermissionOutcome, Evidence) Because(Verdict verdict) => (new PermissionOutcome.Judged(verdict), evidence);

        if (asked.Count == 0)
            return (new PermissionOutcome.Judged(Verdict.Inconclusive), Evidence.None);
        if (present.Count > 0 && gifting.All(present.Contains))
            return Because(Verdict.Granted);
        if (!state.SearchEnded)
            return null;
        if (state.SearchFailure is { } failure)
            return (PermissionJudge.Unjudged(failure), evidence);
        if (state.People == 0)
            return Because(Verdict.Inconclusive);
        return Because(present.Count > 0 ? Verdict.Partly : Verdict.Missing);
    }
}
