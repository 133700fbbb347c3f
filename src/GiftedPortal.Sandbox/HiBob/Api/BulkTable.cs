using System.Globalization;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Faults;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>GET /bulk/people/{table}</c>: the rows of many people, page by page.</summary>
internal static class BulkTable
{
    private const int MostRows = 200;
    private const int MostEmployees = 200;

    public static async Task<IResult> GetAsync(HttpContext context, PeopleTable table)
    {
        var caller = Caller.Of(context);
        string? limit = context.Request.Query["limit"], cursor = context.Request.Query["cursor"], employeeIds = context.Request.Query["employeeIds"];

        // a parameter of the wrong type is no address of the API at all
        if (!int.TryParse(limit ?? "50", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var rows))
            return ApiResults.WebApp();
        if (rows is < 1 or > MostRows)
            return ApiResults.BadRequest("exception.bad.request", $"limit must be between 1 and {MostRows}.");
        var start = default(BulkCursor);
        if (!string.IsNullOrEmpty(cursor) && !BulkCursor.TryDecode(cursor, out start))
            return ApiResults.BadRequest("exception.bad.request", "The cursor is not valid.");
        var ids = (table.IgnoresIds ? null : employeeIds)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList() ?? [];
        if (ids.Count > MostEmployees)
            return ApiResults.BadRequest("exception.bad.request", $"At most {MostEmployees} employees can be asked for.");
        if (caller.Access.IsNone || !caller.Access.OpensTable(table.Fields(caller.Tenant)))
            return ApiResults.Forbidden();

        var page = BulkPage.Read(caller, table, ids, start, rows);
        if (page.Entries.Exists(entry => entry.Visible.AreRestricted))
            context.Response.Headers["X-Has-Restricted-Columns"] = "true";
        if (context.Features.Get<RepeatedCursor>() is not null)
            page = page with { Next = start };
        return await ApiJson.ReplyAsync(context, json => Write(json, page, caller.Tenant.Quirks, IsReadable(context)));
    }

    /// <summary><c>GET /people/{id}/{table}</c>: the rows of one person.</summary>
    public static async Task<IResult> GetOneAsync(HttpContext context, PeopleTable table, string id)
    {
        if (table.RefusesContentType && context.Request.ContentType is not null)
            return ApiResults.ContentTypeOnGet();

        var (tenant, access) = Caller.Of(context);
        if (tenant.People.FindById(id) is not { } employee || access.Of(employee) is not { } fields || table.Read(tenant, employee, fields) is not { } visible)
            return ApiResults.Forbidden();

        if (visible.AreRestricted)
            context.Response.Headers["X-Has-Restricted-Columns"] = "true";
        return await ApiJson.ReplyAsync(context, json => RowWriter.WriteTable(json, visible, visible.Rows, IsReadable(context)));
    }

    // anything but this very text does nothing
    private static bool IsReadable(HttpContext context) => context.Request.Query["includeHumanReadable"] == "true";

    private static void Write(Utf8JsonWriter json, BulkPage page, Quirks quirks, bool readable)
    {
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var (employeeId, visible, rows) in page.Entries)
        {
            json.WriteStartObject();
            json.WriteString("employeeId", employeeId);
            json.WriteStartArray("values");
            RowWriter.Write(json, visible, rows, quirks.RowsInWrapper, readable);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("response_metadata");
        json.WriteString(quirks.CursorWithoutNext ? "cursor" : "next_cursor", page.Next?.Encode());
        json.WriteEndObject();
        json.WriteStartArray("errors");
        if (page.Refused.Count > 0)
            WriteRefusal(json, page.Refused);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter json, IReadOnlyList<string> ids)
    {
        json.WriteStartObject();
        json.WriteStartObject("employeeId");
        json.WriteString("error", "MISSING_PERMISSION");
        json.WriteString("message", $"You don't have permission to access data for employees with ids: {string.Join(", ", ids)}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
