using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>GET /company/named-lists</c>: what the item ids of the machine format stand for. Names are case-sensitive.</summary>
internal static class NamedLists
{
    private static readonly IReadOnlyList<object> Filled =
    [
        Texts("department", Department.All.Select(department => department.Item)),
        Texts("title", Department.All.SelectMany(department => department.Titles)),
        Numbers("site", Site.World.Select(site => (site.Id, site.Name))),
        Numbers("calendar", Site.World.Select(site => (site.Id - 2_000_000, site.Country.Name))),
        BuiltIn("countries", Site.World.Select(site => site.Country.Name)),
        BuiltIn("nationalities", Site.World.Select(site => site.Country.Name)),
        BuiltIn("lifecycleStatus", LifecycleStatus.All),
        BuiltIn("status", ["Active", "Inactive"]),
        BuiltIn("employmentstatus", ["Full time", "Part time", "Contractor"]),
        BuiltIn("payrollEmploymentType", ["Permanent", "Temporary"]),
        BuiltIn("salaryPayType", ["Salaried", "Hourly"]),
        BuiltIn("workChangeType", ["New Employee", "Promotion"]),
        BuiltIn("familystatus", ["Single", "Married", "Divorced", "Domestic partnership"]),
        BuiltIn("legalGenderEnhanced", ["Female", "Male", "Non-binary"]),
        BuiltIn("terminationreason", ["Resignation"]),
        BuiltIn("lifecycleReasonType", ["Voluntary"]),
        Texts(CustomTables.SizeList, CustomTables.Sizes),
    ];

    // lists that nobody at any company uses are there, and empty
    private static readonly IReadOnlyList<object> All =
    [
        .. Filled,
        .. FieldCatalogue.Default.Fields.Select(field => field.ListId).OfType<string>().Distinct()
            .Except(Filled.Cast<INamed>().Select(list => list.Name)).Select(name => Texts(name, [])),
    ];

    private static readonly Dictionary<string, object> ByName = All.Cast<INamed>().ToDictionary(list => list.Name, list => (object)list);

    public static IResult GetAll(HttpContext context) => Results.Json<object>(Caller.Of(context).Tenant.Quirks.NamedListsByName ? ByName : All);

    public static IResult Get(string name) => ByName.TryGetValue(name, out var list) ? Results.Json(list) : ApiResults.NotFound($"There is no list {name}.");

    private static NamedList<string> BuiltIn(string name, IEnumerable<string> items) => Texts(name, items.Select(ListItem.BuiltIn));

    private static NamedList<string> Texts(string name, IEnumerable<ListItem> items) => new(name, [.. items.Select(item => new Item<string>(item.Id, item.Name))]);

    private static NamedList<int> Numbers(string name, IEnumerable<(int Id, string Name)> items) => new(name, [.. items.Select(item => new Item<int>(item.Id, item.Name))]);

    private interface INamed
    {
        string Name { get; }
    }

    private sealed record NamedList<TId>(string Name, IReadOnlyList<Item<TId>> Items) : INamed;

    private sealed record Item<TId>(TId Id, string Name)
    {
        public string Value => Name;

        public bool Archived { get; }

        public IReadOnlyList<object> Children { get; } = [];
    }
}
