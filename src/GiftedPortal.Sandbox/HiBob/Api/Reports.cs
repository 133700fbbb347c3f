using System.Text;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>GET /company/reports</c> and <c>GET /company/reports/{id}/download</c>: the reports that are shared with the service user, and no others
/// (https://apidocs.hibob.com/reference/reports).</summary>
internal static class Reports
{
    public static IResult All(HttpContext context, BobWorld world) =>
        Results.Json(new { views = SharedWith(context, world).Select(report => new { report.Id, report.Name, configuration = new { fields = report.FieldIds }, type = "employees" }) });

    public static async Task<IResult> DownloadAsync(HttpContext context, BobWorld world, string reportId, string? format)
    {
        if (SharedWith(context, world).FirstOrDefault(report => report.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == reportId) is not { } report)
            return ApiResults.NotFound("There is no such report.");

        var tenant = Caller.Of(context).Tenant;
        var fields = report.FieldIds.Select(tenant.Fields.Find).OfType<Field>().ToList();
        switch (format ?? "csv")
        {
            case "json":
                return await ApiStream.ReplyAsync(context, "employees", Rows(context, fields), (json, row) => WriteRow(json, fields, row));
            case "csv":
                return Results.Text(Csv(context, fields), "text/csv", Encoding.UTF8);
            case "xlsx":
                return Results.Bytes(Workbook.Of(Lines(context, fields)), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            default:
                return ApiResults.BadRequest("exception.bad.request", "format is csv, xlsx or json.");
        }
    }

    private static IEnumerable<Report> SharedWith(HttpContext context, BobWorld world)
    {
        var id = Caller.CredentialsOf(context.Request)!.Value.Id;
        return world.SettingsOf(Caller.Of(context).Tenant.CompanyId).Reports.Where(report => report.SharedWith.Contains(id));
    }

    // a file's headings are labels, not field ids
    private static IEnumerable<IReadOnlyList<string>> Lines(HttpContext context, List<Field> fields) => Rows(context, fields).Prepend([.. fields.Select(field => field.Name)]);

    private static IEnumerable<List<string>> Rows(HttpContext context, List<Field> fields)
    {
        var (tenant, access) = Caller.Of(context);
        return tenant.People.All().Select(person => (person, seen: access.Of(person))).Where(one => one.seen is not null)
            .Select(one => fields.ConvertAll(field => one.seen!.CanView(field) ? FieldValues.Of(field, one.person)?.Readable ?? "" : ""));
    }

    private static string Csv(HttpContext context, List<Field> fields) =>
        string.Concat(Lines(context, fields).Select(line => string.Join(',', line.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));

    private static void WriteRow(Utf8JsonWriter json, List<Field> fields, List<string> row)
    {
        json.WriteStartObject();
        foreach (var (field, cell) in fields.Zip(row))
            json.WriteString(field.Name, cell);
        json.WriteEndObject();
    }
}
