using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>GET /payroll/history</c>: an old call, announced to go (https://apidocs.hibob.com/reference/get_payroll-history). People with their present employment row.</summary>
internal static class PayrollHistory
{
    private static readonly PeopleTable Employment = PeopleTable.All.Single(table => table.Name == "employment");
    private static readonly PeopleTable Salaries = PeopleTable.All.Single(table => table.Name == "salaries");

    public static async Task<IResult> GetAsync(HttpContext context, string? department, string? showInactive)
    {
        var (tenant, access) = Caller.Of(context);
        if (!access.OpensTable(Salaries.Fields(tenant)))
            return ApiResults.Forbidden();

        var people = tenant.People.All().Where(person => access.Of(person) is not null
            && (showInactive == "true" || LifecycleStatus.IsActive(person.LifecycleStatus))
            && (department is null || person.Department.Item.Name == department));
        return await ApiStream.ReplyAsync(context, people, (json, person) =>
        {
            var fields = access.Of(person)!;
            json.WriteStartObject();
            new RecordShape(tenant, fields, ["root.id", "root.fullName", "root.displayName", "root.email", "work.department", "work.title", "work.site", "work.startDate"], ReadableFormat.None).WriteNested(json, person);
            json.WriteStartObject("payroll");
            if (Employment.Read(tenant, person, fields) is { } rows)
            {
                json.WritePropertyName("employmentType");
                RowWriter.WriteRow(json, rows, rows.Rows[^1], readable: false);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
    }
}
