namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>Tells from the answers which permission screen the tenant has. Often nothing tells.</summary>
internal static class Dialects
{
    public static PermissionDialect Of(CheckState state, IReadOnlyList<PermissionFinding> findings)
    {
        var sections = HiBobPermissions.All.Select(permission => permission.Probe).OfType<Probe.Section>();
        if (state.SaysRestricted || (state.SearchEnded && sections.Any(section => Differ(section.CategoryId, state))))
            return PermissionDialect.Field;
        return HiBobPermissions.Tables.Any(table => ShowsHiddenRowsUnmarked(table, state, findings)) ? PermissionDialect.Category : PermissionDialect.Unknown;
    }

    // with permissions per category, the fields of one are visible together or not at all
    private static bool Differ(string categoryId, CheckState state)
    {
        var asked = state.Plan.Of(categoryId);
        return asked.Any(state.Saw) && !asked.All(state.Saw) && state.SearchFailure is null;
    }

    // with permissions per field, a row of hidden columns would have been marked
    private static bool ShowsHiddenRowsUnmarked(Probe.History table, CheckState state, IReadOnlyList<PermissionFinding> findings) =>
        state.Tables.GetValueOrDefault(table.Table)?.Value is { Rows: > 0, Restricted: false }
        && findings.Any(finding => finding.Outcome is PermissionOutcome.Judged { Verdict: Verdict.Missing }
            && HiBobPermissions.Find(finding.Key)?.Probe is Probe.Section section && section.CategoryId == table.CategoryId);
}
