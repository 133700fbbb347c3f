using System.Collections.Frozen;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;
using GiftedPortal.Sandbox.HiBob.Permissions;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>One of the effective-dated tables that the API reads (https://apidocs.hibob.com/reference/employee-tables).</summary>
/// <param name="Name">Its name in addresses, which is also its category.</param>
/// <param name="FieldPrefix">How the ids of its columns' fields start.</param>
/// <param name="RowsOf">An employee's rows, oldest first.</param>
internal sealed record PeopleTable(string Name, string FieldPrefix, Func<Employee, IReadOnlyList<TableRow>> RowsOf)
{
    public static IReadOnlyList<PeopleTable> All { get; } =
    [
        new("work", "work.", History.Work),
        new("employment", "payroll.employment.", History.Employment),
        new("lifecycle", "internal.", History.Lifecycle),
    ];

    /// <summary>The fields whose permissions open the table: in the older model those of its category, in the newer one those of its columns.</summary>
    public IEnumerable<Field> Fields(Tenant tenant) => tenant.Dialect is PermissionDialect.Category
        ? tenant.Fields.Fields.Where(field => field.CategoryId == Name && field.Historical).Take(1)
        : tenant.Fields.Fields.Where(field => field.Historical && field.Id.StartsWith(FieldPrefix, StringComparison.Ordinal) && field.Id != FieldPrefix + "activeEffectiveDate");

    /// <summary>What may be seen of an employee's rows, or null where nothing may.</summary>
    public VisibleRows? Read(Tenant tenant, Employee employee, FieldAccess access)
    {
        var fields = Fields(tenant).ToList();
        var history = fields.Exists(access.CanViewHistory);
        if (!history && !fields.Exists(access.CanView))
            return null;

        var rows = RowsOf(employee);
        var shown = history ? rows : [.. rows.Where(row => row.IsCurrent)];
        return tenant.Dialect is PermissionDialect.Category ? new(shown, FrozenSet<string>.Empty, FrozenSet<string>.Empty) : new(shown, Closed(access.CanView), Closed(access.CanViewHistory));

        HashSet<string> Closed(Func<Field, bool> open) =>
            [.. rows[0].Columns.Where(column => fields.Find(field => field.Id == column.FieldId) is { } field && !open(field)).Select(column => column.Name)];
    }
}

/// <summary>The rows of one employee that a caller gets.</summary>
/// <param name="Rows">Oldest first.</param>
/// <param name="NoView">Columns that stay null in the current row.</param>
/// <param name="NoHistory">Columns that stay null in earlier rows.</param>
internal sealed record VisibleRows(IReadOnlyList<TableRow> Rows, IReadOnlySet<string> NoView, IReadOnlySet<string> NoHistory)
{
    public bool AreRestricted => NoView.Count + NoHistory.Count > 0;

    public bool Shows(TableRow row, TableColumn column) => !(row.IsCurrent ? NoView : NoHistory).Contains(column.Name);
}
