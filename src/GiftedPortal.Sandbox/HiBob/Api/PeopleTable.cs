using System.Collections.Frozen;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;
using GiftedPortal.Sandbox.HiBob.Permissions;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>One of the tables that the API reads (https://apidocs.hibob.com/reference/employee-tables). Historical ones keep earlier rows, which have a
/// permission of their own; simple ones are lists (https://apidocs.hibob.com/docs/additional-employee-data).</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Category">Whose permission opens it.</param>
/// <param name="RowsOf">An employee's rows, oldest first.</param>
internal sealed partial record PeopleTable(string Name, string Category, Func<Employee, IReadOnlyList<TableRow>> RowsOf)
{
    /// <summary>How the ids of its columns' fields start; null for a table whose columns are no fields.</summary>
    public string? FieldPrefix { get; init; }

    public bool IsHistorical { get; init; }

    /// <summary>True where one person's rows can be read.</summary>
    public bool IsOfOne { get; init; } = true;

    /// <summary>True where many people's rows can be read.</summary>
    public bool IsBulk { get; init; } = true;

    /// <summary>True where a GET must not name a content type.</summary>
    public bool RefusesContentType { get; init; }

    /// <summary>True where everybody comes, whoever was asked for.</summary>
    public bool IgnoresIds { get; init; }

    /// <summary>True where a call can add rows.</summary>
    public bool IsWritable { get; init; }

    /// <summary>The columns that it has in common with other tables.</summary>
    public IReadOnlyList<string> Common { get; init; } = CommonColumns.OfHistorical;

    /// <summary>See <see cref="ApiEndpoint.PerMinute"/>.</summary>
    public int PerMinute { get; init; } = 50;

    /// <summary>The fields whose permissions open the table: in the older model those of its category, in the newer one those of its columns.</summary>
    public IEnumerable<Field> Fields(Tenant tenant) => tenant.Dialect is PermissionDialect.Category || !IsHistorical
        ? tenant.Fields.Fields.Where(field => field.CategoryId == Category && (field.Historical || !IsHistorical)).Take(1)
        : tenant.Fields.Fields.Where(field => field.Historical && (IsCustomColumn(field) || (field.Id.StartsWith(FieldPrefix!, StringComparison.Ordinal) && field.Id != FieldPrefix + "activeEffectiveDate")));

    /// <summary>What may be seen of an employee's rows, or null where nothing may.</summary>
    public VisibleRows? Read(Tenant tenant, Employee employee, FieldAccess access)
    {
        var fields = Fields(tenant).ToList();
        var view = fields.Exists(access.CanView);
        var history = IsHistorical ? fields.Exists(access.CanViewHistory) : view;
        if (!history && !view)
            return null;

        var rows = AllRows(tenant, employee);
        IReadOnlyList<TableRow> shown = history ? rows : [.. rows.Where(row => row.IsCurrent)];
        return tenant.Dialect is PermissionDialect.Category || !IsHistorical || rows is not [var first, ..]
            ? new(this, shown, FrozenSet<string>.Empty, FrozenSet<string>.Empty)
            : new(this, shown, Closed(access.CanView), Closed(access.CanViewHistory));

        HashSet<string> Closed(Func<Field, bool> open) =>
            [.. first.Columns.Where(column => fields.Find(field => field.Id == column.FieldId) is { } field && !open(field)).Select(column => column.Name)];
    }

    /// <summary>True for a column that the company added to this table.</summary>
    public bool IsCustomColumn(Field field) => field.Id.StartsWith(Name + TableColumn.Custom, StringComparison.Ordinal);
}

/// <summary>The rows of one employee that a caller gets.</summary>
/// <param name="Table">Whose rows they are.</param>
/// <param name="Rows">Oldest first.</param>
/// <param name="NoView">Columns that stay null in the current row.</param>
/// <param name="NoHistory">Columns that stay null in earlier rows.</param>
internal sealed record VisibleRows(PeopleTable Table, IReadOnlyList<TableRow> Rows, IReadOnlySet<string> NoView, IReadOnlySet<string> NoHistory)
{
    public bool AreRestricted => NoView.Count + NoHistory.Count > 0;

    public bool Shows(TableRow row, TableColumn column) => !(row.IsCurrent ? NoView : NoHistory).Contains(column.Name);
}
