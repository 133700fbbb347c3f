using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>What must be said of each permission where every call is answered, from Bob's documents and the meaning of the verdicts alone. One word where they
/// settle it; several only where they leave it open, with the reason beside.</summary>
internal sealed class VerdictRules(CasePermissions permissions, CaseFacts facts)
{
    public const string Granted = "Granted", Missing = "Missing", Partly = "Partly", Inconclusive = "Inconclusive", CannotBeChecked = "CannotBeChecked";

    /// <summary>Each line that people search shows, with its category and the fields that gifting lives on.</summary>
    public static Dictionary<string, (string Category, string[] Gifting)> Sections { get; } = new()
    {
        ["address.view"] = ("address", ["address.line1", "address.city", "address.postCode", "address.country"]),
        ["employment.view"] = ("employment", ["payroll.employment.contract", "payroll.employment.type"]),
        ["home.view"] = ("home", ["home.familyStatus", "home.numberOfKids"]),
        ["identification.view"] = ("identification", ["employee.sinExpirationDate"]),
        ["lifecycle.view"] = ("lifecycle", ["internal.lifecycleStatus", "internal.status"]),
        ["personal.view"] = ("personal", ["personal.shortBirthDate"]),
        ["personalContact.view"] = ("personalContact", ["home.privateEmail", "home.mobilePhone", "home.privatePhone"]),
        ["basic.view"] = ("root", ["root.firstName", "root.surname"]),
        ["work.view"] = ("work", ["work.startDate", "work.department"]),
    };

    private static readonly HashSet<string> Gifting = [.. Sections.Values.SelectMany(section => section.Gifting)];

    // neither says anything of its category: the address has a line of its own, and whether an id needs Basic info is not documented. A sensitive field
    // may need Edit beside View (https://apidocs.hibob.com/docs/employee-data-api-field-level-permissions), so that its absence says nothing of View
    private static readonly HashSet<string> NoEvidence = ["root.email", "root.id", "identification.ssn", "personal.birthDate", "personal.age"];

    /// <summary>A line of sections: the key of a permitted field is there, with or without a value (https://apidocs.hibob.com/docs/people-read-api-contract).</summary>
    public string[] OfSection(string key)
    {
        if (facts.People == 0)
            return [Inconclusive];

        // a field that an administrator moved belongs to its new category (https://apidocs.hibob.com/docs/categories-and-permissions)
        var fields = permissions.Fields.Fields.Where(field => field.CategoryId == Sections[key].Category && !NoEvidence.Contains(field.Id)).ToList();
        return (Seen(fields.Where(field => Gifting.Contains(field.Id))), Seen(fields)) switch
        {
            (_, Share.NoFields) => [Inconclusive, CannotBeChecked], // every field was moved away: there is nothing to look at, and no word for that
            (Share.NoFields, var seen) when key == "identification.view" => [Of(seen), Inconclusive, CannotBeChecked], // nobody has to ask for identity numbers
            (_, var seen and not Share.Some) => [Of(seen)],
            (Share.Some, _) => [Partly],
            (Share.All, _) => [Granted, Partly], // what gifting needs is there; a check may look at more fields, and find some closed
            (Share.None, _) => [Missing, Partly], // nothing that gifting needs is there; a check may look at more, and find some open
            (Share.NoFields, _) => [Granted, Partly, Missing], // gifting needs nothing here: it depends on which fields a check looks at
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>The line for e-mail addresses: whether they can be read, whichever permission opens them.</summary>
    public string[] OfEmail() => facts.People == 0 ? [Inconclusive] : permissions.Shows(permissions.Fields.Find("root.email")!) ? [Granted] : [Missing];

    /// <summary>A line of histories (https://apidocs.hibob.com/reference/employee-tables).</summary>
    /// <param name="table">Which.</param>
    /// <param name="searchShows">How many people the search shows: a 403 is a missing permission only where there is somebody to see.</param>
    public string[] OfHistory(string table, int searchShows) => (facts.Refused.Contains(table) ? null : permissions.Of(table)) switch
    {
        _ when facts.TablePeople == 0 && !facts.Refused.Contains(table) => [Inconclusive],
        null => [searchShows > 0 ? Missing : Inconclusive],
        { AreRestricted: true } rights => OfRestricted(table, rights),
        { PastRows: true } when facts.TablesWithPastRows.Contains(table) => [Granted],

        // rows alone cannot tell histories from sections where everybody has one. A reply names closed columns only where there are some, so one that
        // names none settles it once another reply showed that this company has field-level permissions; looking across replies is nobody's duty
        { PastRows: true } when AnotherIsRestricted(table) => [Granted, Inconclusive],
        _ => [Inconclusive],
    };

    // https://apidocs.hibob.com/changelog/employee-tables-api-detect-restricted-columns-in-responses: what is closed is named, whatever the rows show
    private string[] OfRestricted(string table, TableRights rights)
    {
        var columns = permissions.ColumnsOf(table).ToList();
        var own = columns.Where(column => column.Field.CategoryId == table).ToList();
        var closed = own.Count(column => rights.NoHistory.Contains(column.Name));
        if (rights.NoHistory.Count == columns.Count)
            return [Missing];
        if (own.Count > 0 && closed == own.Count)
            return [Missing, Partly]; // what is open follows another category: no history of this one, but earlier rows all the same
        if (closed > 0)
            return [Partly];


        // the line is ticked. Where everybody has one row the names of closed columns settle that, but rows alone do not, and looking at the names is nobody's duty;
        // closed columns that follow another category leave gaps in the table
        return [Granted, .. facts.TablesWithPastRows.Contains(table) ? Array.Empty<string>() : [Inconclusive], .. rights.NoHistory.Count == 0 ? Array.Empty<string>() : [Partly]];
    }

    private static string Of(Share seen) => seen switch { Share.All => Granted, Share.Some => Partly, _ => Missing };

    private bool AnotherIsRestricted(string table) =>
        facts.TablePeople > 0 && CasePermissions.Tables.Any(other => other != table && permissions.Of(other) is { AreRestricted: true });

    private Share Seen(IEnumerable<Field> fields)
    {
        var shown = fields.Select(permissions.Shows).Distinct().ToList();
        return shown.Count switch { 0 => Share.NoFields, 2 => Share.Some, _ => shown[0] ? Share.All : Share.None };
    }

    private enum Share
    {
        NoFields,
        None,
        Some,
        All,
    }
}

/// <summary>What a case's replies hold.</summary>
/// <param name="People">How many people the search shows.</param>
/// <param name="TablePeople">How many people are in the audience of the tables.</param>
/// <param name="TablesWithPastRows">Tables whose first page has an earlier row, for whoever may see it.</param>
internal sealed record CaseFacts(int People, int TablePeople, IReadOnlySet<string> TablesWithPastRows)
{
    /// <summary>Whether the search answers 403 because nobody is in the audience.</summary>
    public bool SearchRefused { get; init; }

    /// <summary>Whether the tables answer 403 for the same reason.</summary>
    public bool TablesRefused { get; init; }

    /// <summary>Tables that answer 403 because that is what goes wrong.</summary>
    public IReadOnlySet<string> Refused { get; init; } = new HashSet<string>();
}
