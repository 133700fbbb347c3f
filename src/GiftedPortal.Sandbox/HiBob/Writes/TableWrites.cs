using System.Globalization;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;
using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.Writes;

/// <summary><c>POST /people/{id}/{table}</c>: one more row (https://apidocs.hibob.com/reference/employee-tables).</summary>
internal static class TableWrites
{
    public static async Task<IResult> AddAsync(HttpContext context, BobWorld world, PeopleTable table, string id)
    {
        var (tenant, employee, access) = PeopleWrites.Find(context, world, id);
        if (!table.Fields(tenant).Any(access.CanEdit))
            return WriteRefusals.NoPermission($"edit {table.Name}");

        var body = await WrittenFields.BodyAsync(context);
        if (WrittenFields.Date(body, "effectiveDate") is not { } date)
            return WriteRefusals.Missing(["effectiveDate"]);
        var rows = table.AllRows(tenant, employee);
        if (rows.Any(row => row.EffectiveDate == date))
            return ApiResults.BadRequest("exception.history.duplicated.bulk", $"There is an entry with effective date {date:yyyy-MM-dd} already.");

        var columns = Columns(tenant, table, employee, body);
        var row = new RowWritten(world.Now, employee.Id, table.Name, new(long.Parse($"10000{date:yyyyMMdd}", CultureInfo.InvariantCulture), date, null, true, columns));
        world.Write(tenant.CompanyId, rows.All(known => known.EffectiveDate < date) ? [row, Current(row)] : [row]);
        return Results.Ok();
    }

    // the row that is newest is what the record shows
    private static FieldsWritten Current(RowWritten row) => new(row.At, row.EmployeeId, row.Row.Columns.Where(column => column.FieldId.Length > 0)
        .OrderByDescending(HoldsItsField).DistinctBy(column => column.FieldId).ToDictionary(column => column.FieldId, column => column.Value));

    // the name of a site or a calendar stands beside its id, under the same permission
    private static bool HoldsItsField(TableColumn column) => column.FieldId.EndsWith("." + column.Name, StringComparison.Ordinal);

    // every column of the table, empty where the body does not name it
    private static List<TableColumn> Columns(Tenant tenant, PeopleTable table, Employee employee, JsonElement body) =>
        [.. table.RowsOf(employee).SelectMany(row => row.Columns).DistinctBy(column => column.Name).Select(column => column with { Value = column.Name is "site" or "siteId" ? Site(column.Name, body) : Value(tenant, column, body) })];

    // a caller names the site or its id, and reads find both
    private static BobValue? Site(string column, JsonElement body)
    {
        var named = body.TryGetProperty("siteId", out var id) ? People.Site.World.FirstOrDefault(site => id.ValueKind is JsonValueKind.Number && site.Id == id.GetInt64())
            : WrittenFields.Text(body, "site") is { } name ? People.Site.World.FirstOrDefault(site => site.Name == name) : null;
        return named is null ? null : column is "site" ? new TextValue(named.Name) : new NumberedListValue(named.Id, named.Name);
    }

    private static BobValue? Value(Tenant tenant, TableColumn column, JsonElement body) => !body.TryGetProperty(column.Name, out var json) || json.ValueKind is JsonValueKind.Null ? null
        : tenant.Fields.Find(column.FieldId) is { } field && HoldsItsField(column) ? WrittenFields.Value(tenant, field, json)
        : json.ValueKind is JsonValueKind.String ? new TextValue(json.GetString()!) : new WrittenValue(json.GetRawText());
}
