using System.Globalization;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>Writes table rows as Bob does: plain, or in a wrapper that names the restricted columns
/// (https://apidocs.hibob.com/changelog/employee-tables-api-detect-restricted-columns-in-responses).</summary>
internal static class RowWriter
{
    /// <summary>Writes the elements of a <c>values</c> array that is already open.</summary>
    public static void Write(Utf8JsonWriter json, VisibleRows visible, IEnumerable<TableRow> rows, bool alwaysWrap, bool readable)
    {
        if (!visible.AreRestricted && !alwaysWrap)
        {
            WriteRows(json, visible, rows, readable);
            return;
        }

        WriteTable(json, visible, rows, readable);
    }

    /// <summary>Writes an object with <c>values</c> and, where some are closed, the names of the restricted columns.</summary>
    public static void WriteTable(Utf8JsonWriter json, VisibleRows visible, IEnumerable<TableRow> rows, bool readable)
    {
        json.WriteStartObject();
        json.WriteStartArray("values");
        WriteRows(json, visible, rows, readable);
        json.WriteEndArray();
        if (visible.AreRestricted)
        {
            json.WriteStartObject("restricted_columns");
            WriteNames(json, "no_view_permission", visible.NoView);
            WriteNames(json, "no_view_history_permission", visible.NoHistory);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, VisibleRows visible, IEnumerable<TableRow> rows, bool readable)
    {
        foreach (var row in rows)
            WriteRow(json, visible, row, readable);
    }

    private static void WriteRow(Utf8JsonWriter json, VisibleRows visible, TableRow row, bool readable)
    {
        json.WriteStartObject();
        json.WriteNumber("id", row.Id);
        json.WriteString("effectiveDate", Date(row.EffectiveDate));
        json.WriteString("endEffectiveDate", row.EndDate is { } end ? Date(end) : null);
        json.WriteString("activeEffectiveDate", Date(row.EffectiveDate));
        json.WriteBoolean("isCurrent", row.IsCurrent);
        json.WriteBoolean("canBeDeleted", !row.IsCurrent);
        json.WriteNull("creationDate");
        json.WriteString("modificationDate", Date(row.EffectiveDate));
        json.WriteStartObject("change");
        json.WriteNull("reason");
        json.WriteNull("changedBy");
        json.WriteNull("changedById");
        json.WriteEndObject();
        foreach (var column in row.Columns)
        {
            json.WritePropertyName(column.Name);
            if (column.Value is { } value && visible.Shows(row, column))
                value.WriteTo(json);
            else
                json.WriteNullValue();
        }

        json.WriteStartObject("customColumns");
        json.WriteEndObject();
        if (readable)
            WriteReadable(json, visible, row);
        json.WriteEndObject();
    }

    private static void WriteReadable(Utf8JsonWriter json, VisibleRows visible, TableRow row)
    {
        json.WriteStartObject("humanReadable");
        foreach (var column in row.Columns)
            if (column.Value is { } value && visible.Shows(row, column))
                json.WriteString(column.Name, value.Readable);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string property, IReadOnlySet<string> names)
    {
        if (names.Count == 0)
            return;

        json.WriteStartArray(property);
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
