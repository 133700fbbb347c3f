namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>
/// One field each of the categories that gifting does not need and that hold what is nobody's business: the least intrusive one, asked for in the same
/// search. Only whether its key is there is looked at. Bank accounts are in no field of the search: they are a table for each employee
/// (apidocs.hibob.com/reference/employee-tables), for which the five calls of a check leave no room. People are asked to look for themselves.
/// </summary>
internal static class UnneededFields
{
    /// <summary>The least intrusive field of each such category.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        "payroll.salary.payPeriod",
        "employee.isTaxYearReset",
        "emergency.relation",
        "financial.rightToWorkExpiryDate",
        "eeo.jobCategory",
        "temporaryAddress.country",
    ];

    /// <summary>Those that the tenant has, in categories that are not needed: an admin may have moved one.</summary>
    public static IEnumerable<TenantField> In(TenantFields tenant) =>
        Ids.Select(tenant.Find).OfType<TenantField>().Where(field => !HiBobPermissions.Categories.Contains(field.CategoryId));

    /// <summary>The categories that the search shows although they are not needed.</summary>
    public static IReadOnlyList<OverGrant> Seen(CheckState state) =>
        state.Fields?.Value is { } tenant
            ? [.. In(tenant).Where(field => state.Saw(field.Id)).DistinctBy(field => field.CategoryId)
                .Select(field => new OverGrant(field.CategoryId, tenant.NameOf(field.CategoryId) ?? field.CategoryId))]
            : [];
}
