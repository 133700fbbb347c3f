using GiftedPortal.Providers.HiBob.People;

namespace GiftedPortal.Providers.HiBob;

/// <summary>
/// The thirteen lines that the customer ticks, and the two that are needed as well. Labels are Bob's own. Field ids, categories and columns are
/// those of apidocs.hibob.com (docs/categories-and-permissions, reference/employee-tables); the check looks up in the tenant's
/// metadata which category each field belongs to today.
/// </summary>
internal static class HiBobPermissions
{
    public static IReadOnlyList<HiBobPermission> All { get; } =
    [
        Listed("address.view", "Address", "View selected employees' Address sections",
            new Probe.Section("address", ["address.line1", "address.city", "address.postCode", "address.country"])),
        Listed("address.history", "Address", "View selected employees' Address section histories", new Probe.None("address")),
        Listed("email.view", "Email", "View selected employees' email addresses", new Probe.Field("root.email")),
        Listed("employment.view", "Employment", "View selected employees' Employment sections",
            new Probe.Section("employment", ["payroll.employment.contract", "payroll.employment.type"])),
        Listed("employment.history", "Employment", "View selected employees' Employment section histories",
            new Probe.History("employment", "employment",
            [
                "contract", "type", "salaryPayType", "weeklyHours", "fte", "hoursInDayNotWorked", "calendarId", "flsaCode",
                "personalWorkingPatternType", "workingPattern",
            ])),
        Listed("changes.view", "History", "View selected employees' profile changes history", new Probe.None(null)),
        Listed("home.view", "Home", "View selected employees' Home sections",
            new Probe.Section("home", ["home.familyStatus", "home.numberOfKids"])),
        Listed("identification.view", "Identification", "View selected employees' Identification sections",
            new Probe.Section("identification", ["employee.sinExpirationDate"])),
        Listed("lifecycle.view", "Lifecycle", "View selected employees' Lifecycle sections",
            new Probe.Section("lifecycle", ["internal.lifecycleStatus", "internal.status"])),
        Listed("lifecycle.history", "Lifecycle", "View selected employees' Lifecycle section histories",
            new Probe.History("lifecycle", "lifecycle", ["status", "employeeStatus"])),
        Listed("personal.view", "Personal", "View selected employees' Personal sections",
            new Probe.Section("personal", ["personal.shortBirthDate"])),
        Listed("personalContact.view", "Personal contact details", "View selected employees' Personal contact details sections",
            new Probe.Section("personalContact", ["home.privateEmail", "home.mobilePhone", "home.privatePhone"])),
        Listed("work.history", "Work", "View selected employees' Work section histories",
            new Probe.History("work", "work", ["title", "department", "siteId", "reportsTo", "workChangeType"])),
        Needed("basic.view", "Basic info", "View selected employees' Basic info sections",
            new Probe.Section("root", ["root.firstName", "root.surname"])),
        Needed("work.view", "Work", "View selected employees' Work sections",
            new Probe.Section("work", ["work.startDate", "work.department"])),
    ];

    /// <summary>The fields that gifting lives on, whatever category an admin put them in.</summary>
    public static IReadOnlySet<string> GiftingFields { get; } =
        All.Select(permission => permission.Probe).OfType<Probe.Section>().SelectMany(section => section.Gifting).ToHashSet();

    /// <summary>The categories that gifting needs.</summary>
    public static IReadOnlySet<string> Categories { get; } =
        All.Select(permission => permission.Probe).OfType<Probe.Section>().Select(section => section.CategoryId).ToHashSet();

    /// <summary>The tables whose histories are asked for.</summary>
    public static IReadOnlyList<Probe.History> Tables { get; } =
        [.. All.Select(permission => permission.Probe).OfType<Probe.History>()];

    public static HiBobPermission? Find(string key) => All.FirstOrDefault(permission => permission.Key == key);

    private static HiBobPermission Listed(string key, string category, string label, Probe probe) => Line(key, category, label, probe, listed: true);

    private static HiBobPermission Needed(string key, string category, string label, Probe probe) => Line(key, category, label, probe, listed: false);

    private static HiBobPermission Line(string key, string category, string label, Probe probe, bool listed) =>
        new(new PermissionRequirement(key, category, label, Provable: probe is not Probe.None, listed) { SyncNeeds = IsSynced(probe) }, probe);

    private static bool IsSynced(Probe probe) => probe switch
    {
        Probe.Section section => section.Gifting.Any(PersonPlan.Reads),
        Probe.Field field => PersonPlan.Reads(field.Id),
        _ => false,
    };
}
