using System.Globalization;
using System.Text.Json.Nodes;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>A case's company at <see cref="OtherBob"/>.</summary>
internal sealed class OtherCompany(MatrixCase sample, CasePermissions permissions, Quirks quirks)
{
    public const int Number = 923450;

    private readonly List<(int Index, string Status)> _people =
    [
        .. Enumerable.Range(0, sample.Changes.Employees!.Value).Select(index => (index, (index % 4) switch { 2 => "Hired", 3 => "Terminated", _ => "Employed" }))
            .Where(person => sample.Audience.Includes(IdOf(person.index), person.Item2)),
    ];

    private int _served, _met;

    /// <summary>How many calls came.</summary>
    public int Served => _served;

    public CaseFacts Facts => new(_people.Count, _people.Count, CasePermissions.Tables.Where(table => _people.Any(person => RowsOf(table, person.Index) > 1)).ToHashSet())
    {
        SearchRefused = sample.Audience.IsEmpty && !quirks.EmptyAudienceIsEmptyList,
        TablesRefused = sample.Audience.IsEmpty,
    };

    /// <summary>Counts a call, and says what goes wrong with it.</summary>
    public MatrixFault? Meets(string endpoint)
    {
        Interlocked.Increment(ref _served);
        return sample.Fault is { } fault && fault.Meets(endpoint) && (Interlocked.Increment(ref _met) == 1 || !fault.Passes) ? fault : null;
    }

    public OtherReply Metadata()
    {
        var names = permissions.Fields.Categories.ToDictionary(category => category.Id, category => category.Name);
        JsonArray fields = [.. permissions.Fields.Fields.Reverse().Select(field => new JsonObject
        {
            ["isNew"] = false,
            ["jsonPath"] = field.JsonPath,
            ["historical"] = field.Historical,
            ["typeData"] = new JsonObject { ["listId"] = field.ListId, ["unit"] = null },
            ["type"] = field.Type,
            ["name"] = field.Name,
            ["categoryDisplayName"] = names[field.CategoryId],
            ["categoryId"] = field.CategoryId,
            ["id"] = field.Id,
        })];
        return new(quirks.MetadataInObject ? new JsonObject { ["version"] = 2, ["fields"] = fields } : fields);
    }

    public OtherReply Search(IEnumerable<string> asked)
    {
        if (Facts.SearchRefused)
            return new(null);
        var shown = asked.Select(permissions.Fields.Find).OfType<Field>().Where(permissions.Shows).Reverse().ToList();
        return new(new JsonObject { ["took"] = 3, ["employees"] = new JsonArray([.. _people.Select(person => Employee(person, shown))]), ["next"] = null });
    }

    public OtherReply Table(string table, bool again)
    {
        if (sample.Audience.IsEmpty || permissions.Of(table) is not { } rights)
            return new(null);
        JsonArray results = [.. _people.Select(person => new JsonObject { ["values"] = Values(table, person.Index, rights), ["x"] = 1, ["employeeId"] = IdOf(person.Index) })];
        var next = new JsonObject { [quirks.CursorWithoutNext ? "cursor" : "next_cursor"] = again ? "again" : null };
        return new(new JsonObject { ["errors"] = new JsonArray(), ["response_metadata"] = next, ["results"] = results }, rights.AreRestricted && _people.Count > 0);
    }

    private JsonArray Values(string table, int person, TableRights rights)
    {
        var count = RowsOf(table, person);
        var rows = Enumerable.Range(0, count).Where(row => rights.PastRows || row == count - 1).Select(row => Row(table, row, row == count - 1, rights)).ToList();
        if (!rights.AreRestricted && !quirks.RowsInWrapper)
            return new([.. rows]);
        var wrapper = new JsonObject();
        if (rights.AreRestricted)
            wrapper["restricted_columns"] = Restricted(("no_view_history_permission", rights.NoHistory), ("no_view_permission", rights.NoView));
        wrapper["values"] = new JsonArray([.. rows]);
        return [wrapper];
    }

    private static JsonObject Restricted(params (string Name, HashSet<string> Columns)[] lists) =>
        new(lists.Where(list => list.Columns.Count > 0).Select(list => KeyValuePair.Create<string, JsonNode?>(list.Name, new JsonArray([.. list.Columns.Select(name => JsonValue.Create(name))]))));

    private static JsonObject Row(string table, int number, bool isCurrent, TableRights rights)
    {
        var row = new JsonObject { ["customColumns"] = new JsonObject(), ["change"] = null };
        foreach (var column in CasePermissions.ColumnNames(table))
            row[column] = (isCurrent ? rights.NoView : rights.NoHistory).Contains(column) || number % 2 == 1 ? null : column is "siteId" or "calendarId" ? 12 : "2446";
        row["effectiveDate"] = $"20{15 + number}-03-20";
        row["isCurrent"] = isCurrent;
        row["id"] = 1000020260906 + number;
        return row;
    }

    private static JsonObject Employee((int Index, string Status) person, List<Field> shown)
    {
        var employee = new JsonObject { ["_rev"] = new JsonArray(1, new JsonObject { ["home"] = 2 }) };
        foreach (var field in shown)
            Put(employee, field.JsonPath.Split('.'), Value(field, person));
        foreach (var field in shown)
            if (Value(field, person) is { } value)
                employee[field.SlashKey] = new JsonObject { ["label"] = null, ["value"] = value };
        return employee;
    }

    private static void Put(JsonObject at, string[] path, JsonNode? value)
    {
        foreach (var key in path[..^1])
            at = at[key] as JsonObject ?? (JsonObject)(at[key] = new JsonObject());
        if (at[path[^1]] is not JsonObject)
            at[path[^1]] = value;
    }

    private static JsonNode? Value(Field field, (int Index, string Status) person) => field.Id switch
    {
        "root.id" => IdOf(person.Index),
        "root.companyId" => Number,
        "internal.lifecycleStatus" => person.Status,
        "internal.status" => person.Status == "Employed" ? "Active" : "Inactive",
        _ when person.Index % 2 == 0 => null, // permitted and empty
        _ => field.Type switch { "number" => 7, "list_id" => 12, "multi-list" => new JsonArray("1"), "boolean" => true, _ => "été \"7\" \\ 名" },
    };

    private int RowsOf(string table, int person) => sample.Changes.OneRowEach!.Value ? 1 : 1 + ((person + table.Length) % 3);

    private static string IdOf(int index) => (4000000000000000001 + (index * 7L)).ToString(CultureInfo.InvariantCulture);
}
