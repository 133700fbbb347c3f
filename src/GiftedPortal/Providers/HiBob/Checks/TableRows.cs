using System.Text.Json;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.Checks;

/// <summary>How much of a table's history a page shows.</summary>
internal enum HistoryView
{
    /// <summary>One row each, and nothing said about hidden columns: either there is no history, or it is hidden.</summary>
    NothingToSee,

    /// <summary>Past rows, with every column.</summary>
    Shown,

    /// <summary>Some columns' history is hidden.</summary>
    Partly,

    /// <summary>Every column's history is hidden, and Bob says so.</summary>
    Hidden,
}

/// <summary>What the first page of a table shows; no values.</summary>
internal sealed record TableRows(int Rows, bool Restricted, HistoryView History, IReadOnlyList<string> HiddenColumns)
{
    /// <summary>
    /// Reads a page. Elements of <c>values</c> are rows, or wrappers <c>{"values":[rows],"restricted_columns":{…}}</c>. Null when it is no such page.
    /// </summary>
    public static TableRows? Read(JsonElement root, IReadOnlyList<string> columns)
    {
        // the rows of one employee come under "values" (apidocs.hibob.com/reference/employee-tables); so might those of all
        var results = root.ValueKind == JsonValueKind.Object && (root.TryGetProperty("results", out var list) || root.TryGetProperty("values", out list)) ? list : root;
        if (results.ValueKind != JsonValueKind.Array)
            return null;
        var employees = new Dictionary<string, EmployeeRows>();
        var number = 0;
        foreach (var result in results.EnumerateArray().Where(result => result.ValueKind == JsonValueKind.Object))
        {
            var id = result.TryGetProperty("employeeId", out var stated) ? JsonText.Read(stated) : null;
            id ??= $"#{number++}";
            if (!employees.TryGetValue(id, out var rows))
                employees[id] = rows = new EmployeeRows(columns);
            rows.Take(result);
        }

        var whole = new EmployeeRows(columns);
        whole.TakeRestriction(root);
        return Sum([.. employees.Values.Where(rows => rows.Count > 0)], whole.HiddenHistory, whole.Restricted);
    }

    private static TableRows Sum(List<EmployeeRows> employees, IReadOnlySet<string> hiddenForAll, bool restrictedForAll)
    {
        foreach (var employee in employees)
            employee.HiddenHistory.UnionWith(hiddenForAll);
        var withPast = employees.Where(employee => employee.HasPast).ToList();
        var hiding = employees.Where(employee => employee.HiddenHistory.Count > 0).ToList();
        var history =
            withPast.Exists(employee => employee.HiddenHistory.Count == 0) ? HistoryView.Shown
            : withPast.Exists(employee => !employee.HidesAll) ? HistoryView.Partly
            : hiding.Count == 0 ? HistoryView.NothingToSee
            : hiding.TrueForAll(employee => employee.HidesAll) ? HistoryView.Hidden
            : HistoryView.Partly;
        return new TableRows(
            employees.Sum(employee => employee.Count),
            restrictedForAll || employees.Exists(employee => employee.Restricted),
            history,
            [.. hiding.SelectMany(employee => employee.HiddenHistory).Distinct().Order(StringComparer.Ordinal)]);
    }
}
