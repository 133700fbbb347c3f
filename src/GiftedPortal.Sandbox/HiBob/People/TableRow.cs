using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>One row of a table.</summary>
/// <param name="Id">Unique within an employee's table only, as in Bob.</param>
/// <param name="EffectiveDate">Its first day; in a simple table, the day that puts it in order.</param>
/// <param name="EndDate">Its last day, or null for the current row.</param>
/// <param name="IsCurrent">True for the last row.</param>
/// <param name="Columns">What it says.</param>
internal sealed record TableRow(long Id, DateOnly EffectiveDate, DateOnly? EndDate, bool IsCurrent, IReadOnlyList<TableColumn> Columns);

/// <summary>A cell: its name in the table, the field whose permission opens it (empty where it is none), and what it holds.</summary>
internal sealed record TableColumn(string Name, string FieldId, BobValue? Value)
{
    /// <summary>What stands between table and column in the id of a column that a company added.</summary>
    public const string Custom = ".customColumns.";

    public bool IsCustom => FieldId.Contains(Custom, StringComparison.Ordinal);
}
