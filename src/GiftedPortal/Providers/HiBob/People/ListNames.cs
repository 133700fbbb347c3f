using System.Text;
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

    private readonly Dictionary<byte[], byte[]>?[] _names = new Dictionary<byte[], byte[]>?[PersonPlan.PartCount];

    private ListNames()
    {
    }

    public static ListNames None { get; } = new();

    /// <summary>The part comes from a list whose names are known.</summary>
    public bool Has(PersonPart part) => _names[(int)part] is not null;

    /// <summary>The name of an item, UTF-8 as its id is; null when the list has none.</summary>
    public byte[]? Name(PersonPart part, ReadOnlySpan<byte> id) =>
        _names[(int)part] is { } names && names.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(id, out var name) ? name : null;

    /// <summary>Reads both shapes that are in use: a list of lists, or an object keyed by their names. Null when it is neither.</summary>
    public static ListNames? Read(JsonElement root)
    {
        if (root.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
            return null;
        var names = new ListNames();
        foreach (var (part, list) in Lists)
            if (Find(root, list) is { } found)
                names.Add(part, found);
        return names;
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
    private void Add(PersonPart part, JsonElement holder)
    {
        if (holder.ValueKind == JsonValueKind.Array)
            foreach (var item in holder.EnumerateArray())
                AddItem(part, item);
        if (holder.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in (string[])["items", "values", "children"])
            if (holder.TryGetProperty(property, out var items) && items.ValueKind == JsonValueKind.Array)
                Add(part, items);
    }

    private void AddItem(PersonPart part, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return;
        if (item.TryGetProperty("id", out var id) && JsonText.Read(id) is { } key && (Text(item, "name") ?? Text(item, "value")) is { } name)
            (_names[(int)part] ??= new Dictionary<byte[], byte[]>(new BytesComparer())).TryAdd(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(name));
        Add(part, item);
    }

    private static string? Text(JsonElement item, string property) =>
        item.TryGetProperty(property, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: > 0 } found ? found : null;

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
