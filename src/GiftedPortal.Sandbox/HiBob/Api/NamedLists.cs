using System.Globalization;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>GET /company/named-lists</c>: what the item ids of the machine format stand for. Names are case-sensitive.</summary>
internal static class NamedLists
{
    private static readonly IReadOnlyList<NamedList> Filled =
    [
        new("department", [.. Department.All.Select(department => department.Item)]) { Archived = [new("244609799", "Printing")] },
        new("title", [.. Department.All.SelectMany(department => department.Titles)]),
        Numbers("site", Site.World.Select(site => (site.Id, site.Name))),
        Numbers("calendar", Site.World.Select(site => (site.Id - 2_000_000, site.Country.Name))),
        BuiltIn("countries", Site.World.Select(site => site.Country.Name)),
        BuiltIn("nationalities", Site.World.Select(site => site.Country.Name)),
        BuiltIn(NamedList.Statuses, LifecycleStatus.All),
        BuiltIn("status", ["Active", "Inactive"]),
        BuiltIn("employmentstatus", ["Full time", "Part time", "Contractor"]),
        BuiltIn("payrollEmploymentType", ["Permanent", "Temporary"]),
        BuiltIn("salaryPayType", ["Salaried", "Hourly"]),
        BuiltIn("payPeriod", ["Annual", "Hourly", "Daily", "Weekly", "Monthly"]),
        BuiltIn("payFrequency", ["Monthly", "Semi Monthly", "Weekly", "Bi-Weekly"]),
        BuiltIn("workChangeType", ["New Employee", "Promotion"]),
        BuiltIn("familystatus", ["Single", "Married", "Divorced", "Domestic partnership"]),
        BuiltIn("legalGenderEnhanced", ["Female", "Male", "Non-binary"]),
        BuiltIn("terminationreason", ["Resignation"]),
        BuiltIn("lifecycleReasonType", ["Voluntary"]),
        new(CustomTables.SizeList, CustomTables.Sizes),
    ];

    // lists that nobody at any company uses are there, and empty
    private static readonly IReadOnlyList<NamedList> All =
    [
        .. Filled,
        .. FieldCatalogue.Default.Fields.Select(field => field.ListId).OfType<string>().Distinct().Except(Filled.Select(list => list.Name)).Select(name => new NamedList(name, [])),
    ];

    private static readonly Dictionary<string, NamedList> ByName = All.ToDictionary(list => list.Name);

    public static IResult GetAll(HttpContext context, string? includeArchived)
    {
        var tenant = Caller.Of(context).Tenant;
        var lists = All.Select(list => (list.Name, Reply: list.For(tenant).ToReply(includeArchived == "true")));
        return tenant.Quirks.NamedListsByName ? Results.Json(lists.ToDictionary(list => list.Name, list => list.Reply)) : Results.Json(lists.Select(list => list.Reply));
    }

    public static IResult Get(HttpContext context, string name, string? includeArchived) =>
        Find(Caller.Of(context).Tenant, name) is { } list ? Results.Json(list.ToReply(includeArchived == "true")) : NotFound(name);

    /// <summary>The company's list of that name, or null.</summary>
    public static NamedList? Find(Tenant tenant, string name) => ByName.GetValueOrDefault(name)?.For(tenant);

    public static IResult NotFound(string name) => ApiResults.NotFound($"There is no list {name}.");

    private static NamedList BuiltIn(string name, IEnumerable<string> items) => new(name, [.. items.Select(ListItem.BuiltIn)]);

    private static NamedList Numbers(string name, IEnumerable<(int Id, string Name)> items) =>
        new(name, [.. items.Select(item => new ListItem(item.Id.ToString(CultureInfo.InvariantCulture), item.Name))]) { Numbered = true };
}
