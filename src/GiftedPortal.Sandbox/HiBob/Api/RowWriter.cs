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

    public static void WriteRow(Utf8JsonWriter json, VisibleRows visible, TableRow row, bool readable)
    {
        json.WriteStartObject();
        foreach (var name in visible.Table.Common)
            WriteCommon(json, name, row);
        foreach (var column in row.Columns.Where(column => !column.IsCustom))
            WriteCell(json, visible, row, column);
        if (visible.Table.Common.Contains(CommonColumns.CustomColumns))
        {
            json.WriteStartObject(CommonColumns.CustomColumns);
            foreach (var column in row.Columns.Where(column => column.IsCustom))
                WriteCell(json, visible, row, column);
            json.WriteEndObject();
        }

        if (readable)
            WriteReadable(json, visible, row);
        json.WriteEndObject();
    }

    private static void WriteCommon(Utf8JsonWriter json, string name, TableRow row)
    {
        switch (name)
        {
            case "id": json.WriteNumber(name, row.Id); break;
            case "effectiveDate" or "activeEffectiveDate" or "modificationDate": json.WriteString(name, Date(row.EffectiveDate)); break;
            case "endEffectiveDate": json.WriteString(name, row.EndDate is { } end ? Date(end) : null); break;
            case "isCurrent": json.WriteBoolean(name, row.IsCurrent); break;
            case "canBeDeleted": json.WriteBoolean(name, !row.IsCurrent); break;
            case "creationDate": json.WriteNull(name); break;
            case "change": WriteChange(json); break;
        }
    }

    private static void WriteChange(Utf8JsonWriter json)
    {
        json.WriteStartObject("change");
        json.WriteNull("reason");
        json.WriteNull("changedBy");
        json.WriteNull("changedById");
        json.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter json, VisibleRows visible, TableRow row, TableColumn column)
    {
        json.WritePropertyName(column.Name);
        if (column.Value is { } value && visible.Shows(row, column))
            value.WriteTo(json);
        else
            json.WriteNullValue();
    }

    // beside the row's own columns, under the same names, and always text (https://apidocs.hibob.com/reference/custom-tables)
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
