using System.Collections.Frozen;
using System.Text.Json;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.People;

/// <summary>
/// What the items of a company's lists are called: in machine format Bob shows their ids (apidocs.hibob.com/docs/how-to-work-with-lists-public-api).
/// Only the lists that a person's fields come from are kept. An id that is in no list stays as it is: in built-in lists it is the name already.
/// </summary>
internal sealed class ListNames
{
    // list names are case-sensitive
    private static readonly (PersonPart Part, string List)[] Lists =
        [(PersonPart.Department, "department"), (PersonPart.Status, "lifecycleStatus"), (PersonPart.FamilyStatus, "familystatus"), (PersonPart.Country, "countries")];

    private readonly FrozenDictionary<(PersonPart, string), string> _names;

    private ListNames(Dictionary<(PersonPart, string), string> names) => _names = names.ToFrozenDictionary();

    public static ListNames None { get; } = new([]);

    /// <summary>The name of an item, or the text itself.</summary>
    public string? Name(PersonPart part, string? id) => id is not null && _names.TryGetValue((part, id), out var name) ? name : id;

    /// <summary>Reads both shapes that are in use: a list of lists, or an object keyed by their names. Null when it is neither.</summary>
    public static ListNames? Read(JsonElement root)
    {
        if (root.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            return null;
        var names = new Dictionary<(PersonPart, string), string>();
        foreach (var (part, list) in Lists)
            if (Find(root, list) is { } found)
                Add(names, part, found);
        return new ListNames(names);
    }

    private static JsonElement? Find(JsonElement root, string list)
    {
        if (root.ValueKind == JsonValueKind.Object)
            return root.TryGetProperty(list, out var found) ? found : null;
        foreach (var candidate in root.EnumerateArray())
            if (candidate.ValueKind == JsonValueKind.Object && candidate.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && name.ValueEquals(list))
                return candidate;
        return null;
    }

    // a list's items, and an item's children, in whichever of the properties they stand
    private static void Add(Dictionary<(PersonPart, string), string> names, PersonPart part, JsonElement holder)
    {
        if (holder.ValueKind == JsonValueKind.Array)
            foreach (var item in holder.EnumerateArray())
                AddItem(names, part, item);
        if (holder.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in (string[])["items", "values", "children"])
            if (holder.TryGetProperty(property, out var items) && items.ValueKind == JsonValueKind.Array)
                Add(names, part, items);
    }

    private static void AddItem(Dictionary<(PersonPart, string), string> names, PersonPart part, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return;
        if (item.TryGetProperty("id", out var id) && JsonText.Read(id) is { } key && (Text(item, "name") ?? Text(item, "value")) is { } name)
            names.TryAdd((part, key), name);
        Add(names, part, item);
    }

    private static string? Text(JsonElement item, string property) =>
        item.TryGetProperty(property, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } found ? found : null;
}
