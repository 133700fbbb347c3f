namespace GiftedPortal.Tests.Sandbox.Book;

internal static partial class RuleBook
{
    private static IEnumerable<Rule> Permissions =>
    [
        new("permission.older", "The older model opens whole categories: view sections, view section histories, edit.", Docs + "reference/permissions"),
        new("permission.newer", "The newer one has View, View history and Edit for a category, and for single fields that differ.", FieldLevel),
        new("permission.sensitive-older", "The older model shows full birth date, age and social security number to who may view and edit.", FieldLevel),
        new("permission.sensitive-newer", "In the newer one they are fields like others.", FieldLevel),
        new("permission.other-endpoints", "Field permissions concern employee data, not goals, jobs or positions.", FieldLevel),
        new("permission.no-change-log", "No call reads the change log of profiles.", PeoplePage),
        new("permission.birthday", "Short birth date and work anniversary are ordinary fields.", FieldLevel),
        new("permission.site-address", "The office's address is in the same category as the person's.", Recorded),
        new("permission.email-category", "The work e-mail address is a field of Basic info.", Recorded),
        new("permission.groups-add-up", "The permissions of several groups add up.", "https://help.hibob.com/hc/en-us/articles/11836281756177"),
    ];

    private static IEnumerable<Rule> Tables =>
    [
        new("table.of-one", "Eight tables are read person by person, as values and rows.", TablesPage),
        new("table.oldest-first", "Rows are oldest first.", Recorded),
        new("table.histories", "Histories open all rows, sections the current one, neither is 403; the person has to be in the audience.", TablesPage),
        new("table.simple", "Simple tables are lists without earlier rows; a table can be empty.", TablesGuide),
        new("table.common-columns", "Rows have common columns.", TablesPage),
        new("table.work-columns", "And those of work.", Docs + "reference/get_people-id-work"),
        new("table.employment-columns", "And those of employment.", Docs + "reference/get_people-id-employment"),
        new("table.lifecycle-columns", "And those of lifecycle.", Docs + "reference/get_people-id-lifecycle"),
        new("table.row-ids", "Row ids are unique within a person only.", Recorded),
        new("table.contract-spelling", "A contract is Full time, not Full-Time.", Recorded),
        new("table.bulk", "Work, employment, lifecycle and salaries are read for many people.", TablesPage),
        new("table.bulk-undocumented", "So are entitlement, deduction, dependents, right-to-work and variable.", Recorded),
        new("table.bulk-unknown", "Another name, such as entitlements, is 404.", Recorded),
        new("table.address-bulk", "Bulk addresses answer, with dated rows, and ignore whom they were asked for.", Recorded),
        new("table.address-internal", "The web app reads one person's addresses elsewhere.", Recorded),
        new("table.address-of-one", "One person's addresses are a page with 200.", Recorded),
        new("table.limit", "limit is 1 to 200 rows, 50 where it is left out.", Docs + "docs/pagination"),
        new("table.cursor", "The next page is named in the reply.", Docs + "docs/pagination"),
        new("table.employee-ids", "At most 200 people can be asked for; without ids everybody in the audience comes.", TablesPage),
        new("table.reply", "A reply has results, response_metadata and errors.", TablesPage),
        new("table.outside", "Who is outside the audience and asked for by id is named in errors, with 200.", TablesPage),
        new("table.400-403", "Wrong parameters are 400, a closed table is 403.", TablesPage),
        new("table.wrapper", "A person's rows can stand in a wrapper of their own.", TablesPage),
        new("table.restricted", "A restricted column is null, its name is in the reply, and a header says so.", Restricted),
        new("table.unrestricted", "Where nothing is restricted neither is there.", Restricted),
    ];

    private static IEnumerable<Rule> Others =>
    [
        new("other.profiles", "Profiles are active people of the audience with fixed fields, as far as permitted.", Docs + "reference/get_profiles"),
        new("other.profiles-birthday", "Profiles carry the short birth date.", Docs + "reference/get_profiles"),
        new("other.avatars", "An avatar is the address of a picture.", Docs + "reference/get_avatars-employeeid"),
        new("other.lists", "Named lists are an array of name and items with id, value, name, archived and children.", Docs + "reference/get_company-named-lists"),
        new("other.lists-archived", "Archived items come when they are asked for.", Docs + "reference/get_company-named-lists"),
        new("other.lists-case", "Names of lists are case-sensitive; another spelling is 404.", Recorded),
        new("other.lists-ids", "Item ids are numbers for sites and calendars, text elsewhere.", Recorded),
        new("other.custom-tables", "A company's own tables are described, and read person by person.", CustomTables),
        new("other.custom-table-list", "The list of such a table's column is <table>.<column>.", Recorded),
        new("other.dependents", "Dependents can be read in bulk.", Recorded),
        new("other.time-off", "Time off shows active people and needs permissions of its own.", Docs + "reference/time-off"),
        new("other.tasks", "Open tasks, and one person's.", Docs + "reference/tasks"),
        new("other.reports", "Reports that are shared with the service user; others are 404.", Recorded),
        new("other.report-labels", "The headings of a report are labels.", Recorded),
        new("other.payroll-history", "Payroll history is still there.", Docs + "reference/get_payroll-history"),
        new("other.no-family", "Nothing is called family; spouse and children are fields of Home.", Fields),
    ];
}
