using GiftedPortal.Sandbox.HiBob.Faults;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>
/// What may truthfully be said about a case: computed from the boxes that were ticked, in words of its own, from nothing that the checker knows.
/// </summary>
internal sealed class MatrixOracle(MatrixCase sample, Tenant tenant, int people, IReadOnlySet<string> tablesWithPastRows)
{
    private static readonly Dictionary<string, (string Category, string[] Gifting)> Sections = new()
    {
        ["basic.view"] = ("root", ["root.firstName", "root.surname"]),
        ["address.view"] = ("address", ["address.line1", "address.city", "address.postCode", "address.country"]),
        ["employment.view"] = ("employment", ["payroll.employment.contract", "payroll.employment.type"]),
        ["home.view"] = ("home", ["home.familyStatus", "home.numberOfKids"]),
        ["identification.view"] = ("identification", ["employee.sinExpirationDate"]),
        ["lifecycle.view"] = ("lifecycle", ["internal.lifecycleStatus", "internal.status"]),
        ["personal.view"] = ("personal", ["personal.shortBirthDate"]),
        ["personalContact.view"] = ("personalContact", ["home.privateEmail", "home.mobilePhone", "home.privatePhone"]),
        ["work.view"] = ("work", ["work.startDate", "work.department"]),
    };

    private static readonly string[] Gifting = [.. Sections.Values.SelectMany(section => section.Gifting)];

    private static readonly Dictionary<string, (string Table, string Prefix)> Histories = new()
    {
        ["work.history"] = ("work", "work."),
        ["employment.history"] = ("employment", "payroll.employment."),
        ["lifecycle.history"] = ("lifecycle", "internal."),
    };

    private bool Flp => tenant.Dialect == PermissionDialect.FieldLevel;

    /// <summary>Every verdict that is true of the case.</summary>
    public IReadOnlyList<string> Allowed(string key)
    {
        if (key is "address.history" or "changes.view")
            return ["CannotBeChecked"];
        var truth = people == 0 ? ["Inconclusive"] : Histories.TryGetValue(key, out var history) ? History(history.Table, history.Prefix) : View(key);
        // nobody is visible, so tables need not be asked, and their trouble need not be met
        var unasked = people == 0 && (Histories.ContainsKey(key) || sample.Fault?.Endpoint?.StartsWith("bulk", StringComparison.Ordinal) is true);
        return Trouble(key) is { } trouble ? [.. trouble, .. truth.Where(verdict => unasked || StillProvable(key, verdict))] : truth;
    }

    private string[] View(string key)
    {
        if (key == "email.view")
            return EmailIsOpen() ? ["Granted"] : ["Missing"];
        var category = Sections[key].Category;
        var fields = tenant.Fields.Fields.Where(field => field.CategoryId == category && field.Id is not ("root.id" or "root.email")).ToList();
        var gifting = fields.Where(field => Gifting.Contains(field.Id)).ToList();
        var open = fields.Count(field => Opens(field, GrantKind.View));
        var openGifting = gifting.Count(field => Opens(field, GrantKind.View));
        var plain = open == 0 || open == fields.Count; // no single field differs
        return (gifting.Count, openGifting) switch
        {
            (0, _) when open == 0 => ["Missing", "Inconclusive"],
            (0, _) => plain ? ["Granted", "Inconclusive"] : ["Granted", "Missing", "Inconclusive"], // an open field need not be among those asked for
            var (all, some) when some == all => ["Granted"],
            (_, > 0) => ["Partly"],
            _ => open == 0 ? ["Missing"] : ["Missing", "Partly"],
        };
    }

    private string[] History(string table, string prefix)
    {
        var past = tablesWithPastRows.Contains(table);
        if (!Flp)
        {
            if (sample.Grants.Contains(new(table, GrantKind.ViewHistory)))
                return past ? ["Granted"] : ["Inconclusive"];
            return sample.Grants.Contains(new(table, GrantKind.View)) ? ["Inconclusive"] : ["Missing"];
        }

        var columns = tenant.Fields.Fields.Where(field => field.Historical && field.Id.StartsWith(prefix, StringComparison.Ordinal) && !field.Id.EndsWith(".activeEffectiveDate", StringComparison.Ordinal)).ToList();
        var open = columns.Count(column => Opens(column, GrantKind.ViewHistory));
        if (open == columns.Count)
            return past ? ["Granted"] : ["Inconclusive"];
        if (open == 0)
            return ["Missing"];
        return past ? ["Granted", "Partly"] : ["Partly", "Inconclusive", "Missing"];
    }

    private bool HasNothingToAskFor(string key) => Sections.TryGetValue(key, out var section)
        && !Gifting.Any(id => tenant.Fields.Find(id)!.CategoryId == section.Category);

    private bool EmailIsOpen()
    {
        var line = sample.Grants.Contains(new(PermissionLine.Email, GrantKind.View));
        return line || (!tenant.Quirks.EmailNeedsEmailLine && Opens(tenant.Fields.Find("root.email")!, GrantKind.View));
    }

    private bool Opens(Field field, GrantKind kind) =>
        (Flp ? sample.Overrides.Find(one => one.FieldId == field.Id && one.Kind == kind)?.Allowed : null) ?? sample.Grants.Contains(new(field.CategoryId, kind));

    // the words for trouble that this permission's calls meet, or null
    private string[]? Trouble(string key)
    {
        if (sample.Fault is not { } fault || fault.Kind is FaultKind.DuplicatedKeys or FaultKind.RepeatedCursor)
            return null;
        if (fault.Kind == FaultKind.Unauthorized)
            return ["CredentialsRejected"];
        if (fault.Kind == FaultKind.Blocked)
            return ["Blocked"]; // a firewall's block concerns every call that follows
        var meets = fault.Endpoint is null || (Histories.TryGetValue(key, out var history)
            ? fault.Endpoint == "bulk-" + history.Table || fault.Endpoint == "search" // a 403 needs the search to say what it means
            : fault.Endpoint is "fields" or "search");
        return !meets ? null : fault.Kind == FaultKind.RateLimited ? ["RateLimited"] : ["Unreachable"];
    }

    // what was seen before the trouble stays seen; what was not seen proves nothing
    private bool StillProvable(string key, string verdict) => sample.Fault switch
    {
        { Kind: FaultKind.Unauthorized } => false,
        { Kind: FaultKind.Blocked or FaultKind.TruncatedJson } => true, // the block may begin later, the cut may lie behind the end
        { Kind: FaultKind.WrongContentType } when people == 0 || sample.Fault.Endpoint?.StartsWith("bulk", StringComparison.Ordinal) is true =>
            verdict is "Missing" or "Inconclusive", // a refusal is one, whatever it is written on
        { Endpoint: "search" } when Histories.ContainsKey(key) => verdict != "Missing" || Flp, // rows speak for themselves, a 403 does not
        { Endpoint: "search" } => verdict == "Inconclusive" && HasNothingToAskFor(key),
        { Endpoint: "fields" } => key == "email.view" && verdict == "Granted",
        _ => false,
    };
}
