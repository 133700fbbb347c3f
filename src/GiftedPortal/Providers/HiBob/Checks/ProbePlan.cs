using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>The fields that the one people search of a check asks for, where they stand in the reply, and which category each belongs to.</summary>
internal sealed class ProbePlan
{
    public const string Account = "root.companyId";
    public const string LifecycleStatus = "internal.lifecycleStatus";
    public const string Status = "internal.status";

    // enough that under field-level permissions one hidden field is not taken for a hidden category
    private const int PerCategory = 6;
    private const int FewestOthers = 2;

    private static readonly string[] Always = ["root.id", Account, "root.email", LifecycleStatus, Status];

    private readonly List<string> _ids = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _byCategory = [];
    private readonly HashSet<string> _lacking = [];

    private ProbePlan(IEnumerable<string> ids, TenantFields? tenant)
    {
        foreach (var id in ids.Distinct())
        {
            _ids.Add(id);
            Tree.Add(id, tenant?.Find(id)?.JsonPath ?? TenantFields.DefaultPath(id), _ids.Count - 1);
            Tree.AddNested(TenantFields.DefaultPath(id), _ids.Count - 1); // should the metadata's path be wrong, absence would be a false "missing"
        }
    }

    /// <summary>What is asked for before anything is known of the tenant.</summary>
    public static ProbePlan Standard { get; } = new([.. Always, .. StandardFields.Ids, .. UnneededFields.Ids], null);

    public IReadOnlyList<string> Ids => _ids;

    public FieldTree Tree { get; } = new();

    /// <summary>The number of a field in <see cref="Tree"/>, or -1 when it is not asked for.</summary>
    public int NumberOf(string id) => _ids.IndexOf(id);

    /// <summary>The fields asked for of a category; empty when the tenant has none that may be asked for, or its metadata is not known.</summary>
    public IReadOnlyList<string> Of(string categoryId) => _byCategory.GetValueOrDefault(categoryId, []);

    /// <summary>The tenant has fields in this category without which it cannot be judged, and they are not asked for.</summary>
    public bool Lacks(string categoryId) => _lacking.Contains(categoryId);

    /// <summary>Chooses from the tenant's own metadata.</summary>
    public static ProbePlan For(TenantFields tenant) => new ProbePlan(
        [.. Always, .. Categories.SelectMany(category => Choose(tenant, category)).Select(field => field.Id), .. UnneededFields.In(tenant).Select(field => field.Id)], tenant).In(tenant);

    /// <summary>The same fields, where this tenant has them and in the categories in which it has them. Null: its metadata could not be read.</summary>
    public ProbePlan In(TenantFields? tenant)
    {
        var plan = new ProbePlan(_ids, tenant);
        if (tenant is not null)
            foreach (var category in Categories)
                plan.Sort(category, tenant);
        return plan;
    }

    private static IEnumerable<string> Categories => HiBobPermissions.All.Select(permission => permission.Probe).OfType<Probe.Section>().Select(section => section.CategoryId);

    private static List<TenantField> Choose(TenantFields tenant, string categoryId)
    {
        var askable = Askable(tenant, categoryId);
        var gifting = askable.Where(IsGifting).ToList();
        var others = askable.Except(gifting)
            .Where(field => !askable.Exists(outer => field.JsonPath.StartsWith(outer.JsonPath + ".", StringComparison.Ordinal)))
            .OrderBy(AskableFields.IsCustom)
            .Take(Math.Max(FewestOthers, PerCategory - gifting.Count));
        return [.. gifting, .. others];
    }

    private static List<TenantField> Askable(TenantFields tenant, string categoryId) =>
        [.. tenant.In(categoryId).Where(AskableFields.Allows).OrderByDescending(IsGifting)];

    private static bool IsGifting(TenantField field) => HiBobPermissions.GiftingFields.Contains(field.Id);

    private void Sort(string categoryId, TenantFields tenant)
    {
        var (asked, left) = (new List<TenantField>(), new List<TenantField>());
        foreach (var field in Askable(tenant, categoryId))
            (NumberOf(field.Id) >= 0 ? asked : left).Add(field);
        _byCategory[categoryId] = [.. asked.Select(field => field.Id)];
        if (left.Exists(IsGifting) || (asked.Count == 0 && left.Count > 0))
            _lacking.Add(categoryId);
    }
}
