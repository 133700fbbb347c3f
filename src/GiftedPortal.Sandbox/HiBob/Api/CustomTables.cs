using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>A table that the company made itself: <c>GET /people/custom-tables/metadata</c> and <c>GET /people/custom-tables/{employeeId}/{tableId}</c>
/// (https://apidocs.hibob.com/reference/employee-tables). There is no call for everybody's entries.</summary>
internal static class CustomTables
{
    private const string Category = "about";
    private const string Table = "about.custom.table_1720508362307";
    private const string Size = "column_1720508362308";

    /// <summary>The list that a column's items come from is named after table and column.</summary>
    public const string SizeList = Table + "." + Size;

    public static IReadOnlyList<ListItem> Sizes { get; } = [new("244801", "S"), new("244802", "M"), new("244803", "L")];

    public static IResult Metadata() => Results.Json(new
    {
        tables = new[]
        {
            new
            {
                id = Table,
                category = Category,
                name = "Clothes",
                columns = new[] { new { id = Size, name = "Shirt size", mandatory = true, type = "list", typeData = new { listId = SizeList } } },
            },
        },
    });

    public static IResult Entries(HttpContext context, string employeeId, string tableId)
    {
        if (context.Request.ContentType is not null)
            return ApiResults.ContentTypeOnGet();

        var (tenant, access) = Caller.Of(context);
        if (tableId != Table || tenant.People.FindById(employeeId) is not { } employee)
            return ApiResults.NotFound("There is no such table or employee.");
        if (access.Of(employee) is not { } visible || !tenant.Fields.Fields.Any(field => field.CategoryId == Category && visible.CanView(field)))
            return ApiResults.Forbidden();

        // a quarter of the people have no entry
        var readable = context.Request.Query["includeHumanReadable"] == "true";
        return Results.Json(new { values = employee.Index % 4 == 3 ? [] : new[] { Entry(employee, readable) } });
    }

    private static Dictionary<string, object> Entry(Employee employee, bool readable)
    {
        var size = Sizes[employee.Index % Sizes.Count];
        var entry = new Dictionary<string, object> { ["id"] = employee.Index + 1, [Size] = size.Id };
        if (readable)
            entry["humanReadable"] = new Dictionary<string, string> { [Size] = size.Name };
        return entry;
    }
}
