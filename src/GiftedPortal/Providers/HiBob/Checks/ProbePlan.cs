using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>The fields that the one people search of a check asks for, and where they stand in the reply.</summary>
internal sealed class ProbePlan
{
    public const string Account = "root.companyId";
    public const string LifecycleStatus = "internal.lifecycleStatus";
    public const string Status = "internal.status";

    // enough that under field-level permissions one hidden field is not taken for a hidden category
    private const int PerCategory = 6;
    private const int FewestOthers = 2;

    private readonly List<string> _ids = [];
    private readonly Dictionary<string, string> _paths = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _byCategory = [];

    private ProbePlan(TenantFields? tenant)
    {
        foreach (var id in (string[])["root.id", Account, "root.email", LifecycleStatus, Status])
            Add(id, tenant?.Find(id)?.JsonPath ?? TenantFields.DefaultPath(id));
        if (tenant is null)
            return;
        foreach (var section in HiBobPermissions.All.Select(permission => permission.Probe).OfType<Probe.Section>())
        {
            var fields = Choose(tenant, section.CategoryId);
            fields.ForEach(field => Add(field.Id, field.JsonPath));
            _byCategory[section.CategoryId] = [.. fields.Select(field => field.Id)];
        }

        foreach (var field in UnneededFields.In(tenant))
            Add(field.Id, field.JsonPath);
    }

    public IReadOnlyList<string> Ids => _ids;

    public FieldTree Tree { get; } = new();

    /// <summary>The number of a field in <see cref="Tree"/>, or -1 when it is not asked for.</summary>
    public int NumberOf(string id) => _ids.IndexOf(id);

    /// <summary>The fields asked for of a category; empty when the tenant has none that may be asked for.</summary>
    public IReadOnlyList<string> Of(string categoryId) => _byCategory.GetValueOrDefault(categoryId, []);

    /// <summary>Whether this plan asks for all these fields where <paramref name="other"/> finds them.</summary>
    public bool Covers(IEnumerable<string> ids, ProbePlan other) =>
        ReferenceEquals(this, other) || ids.All(id => _paths.TryGetValue(id, out var path) && path == other._paths[id]);

    /// <summary>Chooses from the tenant's own metadata; without it only what needs no category is asked for.</summary>
    public static ProbePlan For(TenantFields? tenant) => new(tenant);

    private static List<TenantField> Choose(TenantFields tenant, string categoryId)
    {
        var askable = tenant.In(categoryId).Where(AskableFields.Allows).ToList();
        var gifting = askable.Where(field => HiBobPermissions.GiftingFields.Contains(field.Id)).ToList();
        var others = askable.Except(gifting)
            .Where(field => !askable.Exists(outer => field.JsonPath.StartsWith(outer.JsonPath + ".", StringComparison.Ordinal)))
            .OrderBy(AskableFields.IsCustom)
            .Take(Math.Max(FewestOthers, PerCategory - gifting.Count));
        return [.. gifting, .. others];
    }

    private void Add(string id, string jsonPath)
    {
        if (_ids.Contains(id))
            return;
        _ids.Add(id);
        _paths[id] = jsonPath;
        Tree.Add(id, jsonPath, _ids.Count - 1);
        Tree.AddNested(TenantFields.DefaultPath(id), _ids.Count - 1); // should the metadata's path be wrong, absence would be a false "missing"
    }
}
