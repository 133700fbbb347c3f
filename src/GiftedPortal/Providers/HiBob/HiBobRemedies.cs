using Microsoft.Extensions.Localization;

namespace GiftedPortal.Providers.HiBob;

/// <summary>One sentence for each finding that is not green: which box to tick, in the tenant's own words.</summary>
internal sealed class HiBobRemedies(IStringLocalizer<HiBobText> texts)
{
    public string? For(PermissionFinding finding, PermissionDialect dialect) => finding.Outcome switch
    {
        PermissionOutcome.Judged { Verdict: Verdict.Granted } or PermissionOutcome.Unjudged => null,
        PermissionOutcome.Judged { Verdict: Verdict.Inconclusive } when finding.Evidence is { Call: not null, PeopleSeen: 0 } => texts["Remedy.Audience", Group],
        _ => HiBobPermissions.Find(finding.Key) is { } permission ? Box(permission, finding, dialect) : null,
    };

    public string For(OverGrant overGrant, PermissionDialect dialect) => dialect switch
    {
        PermissionDialect.Category => texts["Untick.Category", Group, overGrant.Category],
        PermissionDialect.Field => texts["Untick.Field", Group, overGrant.Category],
        PermissionDialect.Unknown => texts["Untick.Unknown", Group, overGrant.Category],
    };

    private string Group => texts["GroupPath"];

    private string Box(HiBobPermission permission, PermissionFinding finding, PermissionDialect dialect)
    {
        var requirement = permission.Requirement;
        var category = finding.Category ?? requirement.Category;
        // Bob writes the category's name into the label, and a tenant may have changed it
        var label = requirement.Label.Replace($"' {requirement.Category} section", $"' {category} section", StringComparison.Ordinal);
        string box = texts[requirement.Key.EndsWith(".history", StringComparison.Ordinal) ? "Box.ViewHistory" : "Box.View"];
        if (finding.Outcome is PermissionOutcome.Judged { Verdict: Verdict.Partly } && finding.Evidence.Absent.Count > 0)
            return texts["Remedy.Fields", Group, category, box, string.Join(texts["ListSeparator"], finding.Evidence.Absent)];
        if (permission.Probe is Probe.Field or Probe.None { CategoryId: null })
            return texts["Remedy.Category", Group, category, label]; // a line of its own in either dialect
        return dialect switch
        {
            PermissionDialect.Category => texts["Remedy.Category", Group, category, label],
            PermissionDialect.Field => texts["Remedy.Field", Group, category, box],
            PermissionDialect.Unknown => texts["Remedy.Unknown", Group, category, label, box],
        };
    }
}
