using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>What the service user of a case may see, worked out from Bob's documents and from nothing that either double does.</summary>
internal sealed class CasePermissions(MatrixCase sample, FieldCatalogue fields, Quirks quirks)
{
    // https://apidocs.hibob.com/reference/employee-tables: the columns that have a history, by the fields that open them
    private static readonly Dictionary<string, Dictionary<string, string>> ColumnsByTable = new()
    {
        ["work"] = Columns("work.", "title", "department", "siteId", "reportsTo", "workChangeType"),
        ["employment"] = Columns(
            "payroll.employment.", "contract", "type", "salaryPayType", "flsaCode", "fte", "weeklyHours", "hoursInDayNotWorked", "calendarId", "personalWorkingPatternType", "workingPattern"),
        ["lifecycle"] = new() { ["status"] = "internal.lifecycleStatus", ["employeeStatus"] = "internal.status" },
    };

    public static IReadOnlyCollection<string> Tables => ColumnsByTable.Keys;

    public FieldCatalogue Fields => fields;

    public bool ByField => sample.Changes.Dialect is PermissionDialect.FieldLevel;

    /// <summary>Whether a reply of people search has the field's key.</summary>
    public bool Shows(Field field) => field.Id switch
    {
        // which of the two permissions opens the address is not documented
        "root.email" => Has(new(PermissionLine.Email, GrantKind.View)) || (Opens(field, GrantKind.View) && !quirks.EmailNeedsEmailLine),
        // nor whether an id is shown without Basic info
        "root.id" => quirks.IdWithoutBasicInfo || Opens(field, GrantKind.View),
        // https://apidocs.hibob.com/docs/employee-data-api-field-level-permissions: sensitive fields needed View and Edit
        "identification.ssn" or "personal.birthDate" or "personal.age" => Opens(field, GrantKind.View) && (ByField || Opens(field, GrantKind.Edit)),
        _ => Opens(field, GrantKind.View),
    };

    /// <summary>What the table shows of anybody, or null for 403. https://apidocs.hibob.com/reference/employee-tables: histories open all rows, sections the current one.</summary>
    public TableRights? Of(string table)
    {
        if (!ByField)
        {
            var history = Has(new(table, GrantKind.ViewHistory));
            return history || Has(new(table, GrantKind.View)) ? new([], [], history) : null;
        }

        var columns = ColumnsOf(table).ToDictionary(column => column.Name, column => column.Field);
        var noView = columns.Where(column => !Opens(column.Value, GrantKind.View)).Select(column => column.Key).ToHashSet();
        var noHistory = columns.Where(column => !Opens(column.Value, GrantKind.ViewHistory)).Select(column => column.Key).ToHashSet();
        return noView.Count == columns.Count && noHistory.Count == columns.Count ? null : new(noView, noHistory, noHistory.Count < columns.Count);
    }

    public static IEnumerable<string> ColumnNames(string table) => ColumnsByTable[table].Keys;

    public IEnumerable<(string Name, Field Field)> ColumnsOf(string table) => ColumnsByTable[table].Select(column => (column.Key, fields.Find(column.Value)!));

    private bool Has(Grant grant) => sample.Grants.Contains(grant);

    private bool Opens(Field field, GrantKind kind) =>
        (ByField ? sample.Overrides.Find(one => one.FieldId == field.Id && one.Kind == kind)?.Allowed : null) ?? Has(new(field.CategoryId, kind));

    private static Dictionary<string, string> Columns(string prefix, params string[] names) => names.ToDictionary(name => name, name => prefix + name);
}

/// <summary>What somebody may see of a table that is open to them.</summary>
/// <param name="NoView">Columns closed in the current row; empty in the older model, which knows no single columns.</param>
/// <param name="NoHistory">Columns closed in earlier rows; the same.</param>
/// <param name="PastRows">Whether earlier rows come at all.</param>
internal sealed record TableRights(HashSet<string> NoView, HashSet<string> NoHistory, bool PastRows)
{
    public bool AreRestricted => NoView.Count + NoHistory.Count > 0;
}
