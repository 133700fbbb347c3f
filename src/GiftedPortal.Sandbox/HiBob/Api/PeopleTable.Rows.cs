using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;
using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.Api;

internal sealed partial record PeopleTable
{
    /// <summary>All rows, with the company's own columns and with what API calls wrote.</summary>
    public IReadOnlyList<TableRow> AllRows(Tenant tenant, Employee employee)
    {
        var own = Common.Contains(CommonColumns.CustomColumns) ? tenant.Fields.Fields.Where(IsCustomColumn).ToList() : [];
        var written = employee.WrittenRows.Where(row => row.Table == Name).Select(row => row.Row).ToList();
        if (own.Count == 0 && written.Count == 0 && employee.Written.Count == 0)
            return RowsOf(employee);

        var rows = RowsOf(employee).Select(row => row.IsCurrent ? WithWritten(row, employee) : row).Select(row => With(row, own, employee)).Concat(written).OrderBy(row => row.EffectiveDate).ToList();
        return IsHistorical ? [.. rows.Select((row, at) => row with { EndDate = at + 1 < rows.Count ? rows[at + 1].EffectiveDate.AddDays(-1) : null, IsCurrent = at == rows.Count - 1 })] : rows;
    }

    private static TableRow With(TableRow row, List<Field> own, Employee employee) => own.Count == 0
        ? row
        : row with { Columns = [.. row.Columns, .. own.Select(field => new TableColumn(field.Id[(field.Id.LastIndexOf('.') + 1)..], field.Id, FieldValues.Of(field, employee)))] };

    // a row that was written says itself what it holds
    private TableRow WithWritten(TableRow row, Employee employee) => employee.WrittenRows.Any(written => written.Table == Name)
        ? row
        : row with { Columns = [.. row.Columns.Select(column => employee.Written.TryGetValue(column.FieldId, out var value) ? column with { Value = value } : column)] };
}
