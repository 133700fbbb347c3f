namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>What the calls of Bob's API are named where a rate limit is counted or a fault is limited to one of them.</summary>
public static class EndpointNames
{
    /// <summary><c>GET /company/people/fields</c>.</summary>
    public const string Fields = "fields";

    /// <summary><c>GET /company/named-lists</c>.</summary>
    public const string NamedLists = "named-lists";

    /// <summary><c>GET /company/named-lists/{name}</c>.</summary>
    public const string NamedList = "named-list";

    /// <summary><c>POST /people/search</c>.</summary>
    public const string Search = "search";

    /// <summary><c>POST /people/{identifier}</c>.</summary>
    public const string Person = "person";

    /// <summary><c>GET /profiles</c>.</summary>
    public const string Profiles = "profiles";

    /// <summary><c>GET /avatars</c>, by id and by e-mail address.</summary>
    public const string Avatars = "avatars";

    /// <summary><c>GET /people/custom-tables</c>, what there is and one person's entries.</summary>
    public const string CustomTables = "custom-tables";

    /// <summary><c>GET /bulk/people/work</c>.</summary>
    public const string BulkWork = "bulk-work";

    /// <summary><c>GET /bulk/people/employment</c>.</summary>
    public const string BulkEmployment = "bulk-employment";

    /// <summary><c>GET /bulk/people/lifecycle</c>.</summary>
    public const string BulkLifecycle = "bulk-lifecycle";

    /// <summary><c>GET /company/reports</c>.</summary>
    public const string Reports = "reports";

    /// <summary><c>GET /company/reports/{id}/download</c>.</summary>
    public const string ReportDownload = "report-download";

    /// <summary><c>GET /timeoff</c>, who is out and what changed.</summary>
    public const string TimeOff = "time-off";

    /// <summary><c>GET /tasks</c>, everybody's and one person's.</summary>
    public const string Tasks = "tasks";

    /// <summary><c>GET /payroll/history</c>.</summary>
    public const string PayrollHistory = "payroll-history";

    /// <summary><c>POST /people</c>.</summary>
    public const string Create = "create";

    /// <summary><c>PUT /people/{identifier}</c>.</summary>
    public const string Update = "update";

    /// <summary><c>PUT /people/{id}/email</c>.</summary>
    public const string ChangeEmail = "change-email";

    /// <summary><c>POST /employees/{id}/start-date</c>.</summary>
    public const string ChangeStart = "change-start";

    /// <summary><c>POST /people/{id}/{table}</c>.</summary>
    public const string AddRow = "add-row";

    /// <summary><c>POST /company/named-lists/{name}</c>.</summary>
    public const string AddListItem = "add-list-item";

    /// <summary>All of them, with a table's own name for one person's rows and <c>bulk-</c> before it for many people's.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Fields, Search, BulkEmployment, BulkLifecycle, BulkWork, Person,
        .. PeopleTable.All.Where(table => table.IsOfOne).Select(table => table.Name),
        .. PeopleTable.All.Where(table => table.IsBulk).Select(table => "bulk-" + table.Name).Except([BulkEmployment, BulkLifecycle, BulkWork]),
        NamedLists, NamedList, Profiles, Avatars, CustomTables, Reports, ReportDownload, TimeOff, Tasks, PayrollHistory,
        Create, Update, ChangeEmail, ChangeStart, AddRow, AddListItem,
    ];
}
