using System.Text.Json;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>The one filter that people search takes.</summary>
/// <param name="ByEmail">True for e-mail addresses, false for ids.</param>
/// <param name="Values">Whose.</param>
internal sealed record SearchFilter(bool ByEmail, IReadOnlyList<string> Values)
{
    public static SearchFilter? Of(JsonElement body, bool allowEmpty)
    {
        if (!body.TryGetProperty("filters", out var filters) || filters.ValueKind is JsonValueKind.Null)
            return null;
        if (allowEmpty && filters.ValueKind is JsonValueKind.Array && filters.GetArrayLength() == 0)
            return null;

        if (filters.ValueKind is not JsonValueKind.Array || filters.GetArrayLength() != 1 || filters[0].ValueKind is not JsonValueKind.Object)
            throw new BadSearchException("filters must hold exactly one filter.");

        var filter = filters[0];
        if (Text(filter, "operator") is not "equals")
            throw new BadSearchException("The operator of a filter must be equals.");

        var values = filter.TryGetProperty("values", out var list) ? Strings(list, "values") : [];
        if (values.Count == 0)
            throw new BadSearchException("The values of a filter must not be empty.");

        return Text(filter, "fieldPath") switch
        {
            "root.id" => new(false, values),
            "root.email" => new(true, values),
            _ => throw new BadSearchException("A filter can look at root.id and root.email only."),
        };
    }

    public static List<string> Strings(JsonElement list, string name) =>
        list.ValueKind is JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String)
            ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
            : throw new BadSearchException($"{name} must be a list of strings.");

    private static string? Text(JsonElement filter, string name) =>
        filter.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
