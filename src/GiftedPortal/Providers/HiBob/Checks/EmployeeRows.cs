using System.Text.Json;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>One employee's rows in a table: how many, whether any is past, and which columns Bob says it hides.</summary>
internal sealed class EmployeeRows(IReadOnlyList<string> columns)
{
    private readonly HashSet<string> _ids = [];
    private readonly HashSet<string> _shownColumns = [];
    private bool _hasPastRow;

    public int Count => _ids.Count;

    /// <summary>Without the permission for histories only the current row is there (apidocs.hibob.com/reference/employee-tables).</summary>
    public bool HasPast => _hasPastRow || Count > 1;

    public bool Restricted { get; private set; }

    public HashSet<string> HiddenHistory { get; } = [];

    public bool HidesAll => HiddenHistory.Count > 0 && _shownColumns.All(HiddenHistory.Contains);

    /// <summary>Takes a result or a wrapper: its <c>values</c> and its <c>restricted_columns</c>.</summary>
    public void Take(JsonElement holder)
    {
        TakeRestriction(holder);
        if (!holder.TryGetProperty("values", out var values))
        {
            if (holder.TryGetProperty("isCurrent", out _))
                TakeRow(holder); // the result is the row itself
            return;
        }

        if (values.ValueKind == JsonValueKind.Object)
            Take(values);
        else if (values.ValueKind == JsonValueKind.Array)
            foreach (var element in values.EnumerateArray().Where(element => element.ValueKind == JsonValueKind.Object))
                TakeElement(element);
    }

    public void TakeRestriction(JsonElement holder)
    {
        if (holder.ValueKind != JsonValueKind.Object || !holder.TryGetProperty("restricted_columns", out var restricted) || restricted.ValueKind != JsonValueKind.Object)
            return;
        Restricted |= Names(restricted, "no_view_permission").Any();
        HiddenHistory.UnionWith(Names(restricted, "no_view_history_permission"));
        Restricted |= HiddenHistory.Count > 0;
    }

    private void TakeElement(JsonElement element)
    {
        if (element.TryGetProperty("values", out var inner) && inner.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
            Take(element);
        else
            TakeRow(element);
    }

    private void TakeRow(JsonElement row)
    {
        // a row's id is unique for its employee only
        _ids.Add(row.TryGetProperty("id", out var id) && JsonText.Read(id) is { } text ? text : $"#{_ids.Count}");
        _hasPastRow |= row.TryGetProperty("isCurrent", out var current) && IsFalse(current);
        _shownColumns.UnionWith(columns.Where(column => row.TryGetProperty(column, out _)));
    }

    private static bool IsFalse(JsonElement value) =>
        value.ValueKind == JsonValueKind.False
        || (value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), "false", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Names(JsonElement restricted, string kind) =>
        restricted.TryGetProperty(kind, out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!.Split('.')[^1])
            : [];
}
