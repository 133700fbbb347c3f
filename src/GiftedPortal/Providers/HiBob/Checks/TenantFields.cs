using System.Text.Json;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>A field as this tenant has it. An admin may rename its category, or move it to another one.</summary>
internal sealed record TenantField(string Id, string CategoryId, string? CategoryName, string JsonPath, string Type, string Name);

/// <summary>The tenant's fields, from <c>GET /company/people/fields</c>.</summary>
internal sealed class TenantFields(IReadOnlyList<TenantField> all)
{
    private readonly Dictionary<string, TenantField> _byId = all.DistinctBy(field => field.Id).ToDictionary(field => field.Id);

    public TenantField? Find(string id) => _byId.GetValueOrDefault(id);

    public IEnumerable<TenantField> In(string categoryId) => _byId.Values.Where(field => field.CategoryId == categoryId);

    /// <summary>The category's name in the tenant's own words.</summary>
    public string? NameOf(string? categoryId) =>
        categoryId is null ? null : In(categoryId).Select(field => field.CategoryName).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));

    /// <summary>Reads either shape that is in use: the list itself, or <c>{"fields":[…]}</c>. Null when it is neither.</summary>
    public static TenantFields? Read(JsonElement root)
    {
        var list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("fields", out var fields) ? fields : root;
        return list.ValueKind == JsonValueKind.Array
            ? new TenantFields([.. list.EnumerateArray().Select(Field).OfType<TenantField>()])
            : null;
    }

    private static TenantField? Field(JsonElement element)
    {
        // "category" is the older name of "categoryId" and announced to go
        if (Text(element, "id") is not { Length: > 0 } id)
            return null;
        var category = Text(element, "categoryId") is { Length: > 0 } stable ? stable : Text(element, "category");
        if (category is null)
            return null;
        var path = Text(element, "jsonPath") is { Length: > 0 } stated ? stated : DefaultPath(id);
        return new TenantField(id, category, Text(element, "categoryDisplayName"), path, Text(element, "type") ?? "", Text(element, "name") ?? "");
    }

    /// <summary>Where a field stands by default: Basic info at the top level, everything else at its id.</summary>
    public static string DefaultPath(string id) => id.StartsWith("root.", StringComparison.Ordinal) ? id["root.".Length..] : id;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
