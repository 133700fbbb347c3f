using System.Collections.Frozen;
using System.Globalization;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Values;

/// <summary>What an employee's record holds in each field. A field that nobody at the company fills in holds nothing.</summary>
internal static partial class FieldValues
{
    private static readonly FrozenDictionary<string, Func<Employee, BobValue?>> ByField = new[] { Basics, Work, Lifecycle, Employment, Private }
        .SelectMany(part => part).ToFrozenDictionary(entry => entry.Key, entry => entry.Value);

    /// <summary>The value, or null where the field is empty.</summary>
    public static BobValue? Of(Field field, Employee employee) =>
        employee.Written.Count > 0 && employee.Written.TryGetValue(field.Id, out var written) ? written : employee.IsNew && !IsKnown(field) ? Empty(field) : MadeUp(field, employee);

    private static MultiListValue? Empty(Field field) => field.Type == "multi-list" ? new MultiListValue([]) : null;

    // Bob itself fills these in for whoever is created
    private static bool IsKnown(Field field) => field.Id.StartsWith("root.", StringComparison.Ordinal) || field.Id.StartsWith("internal.", StringComparison.Ordinal) || field.Id.StartsWith("work.", StringComparison.Ordinal);

    private static BobValue? MadeUp(Field field, Employee employee) =>
        ByField.TryGetValue(field.Id, out var value) ? value(employee) : field.IsCustom && !employee.IsNew ? Custom(field, employee) : Empty(field);

    // a quarter of the people left each of the company's own fields empty
    private static BobValue? Custom(Field field, Employee person) => (field.Type, person.Index % 4) switch
    {
        ("multi-list", _) => new MultiListValue([]),
        (_, 3) => null,
        ("number", _) => new NumberValue(person.Index),
        ("date", _) => new DateValue(person.StartDate),
        ("boolean", _) => new FlagValue(person.Index % 2 == 0),
        _ => new TextValue(string.Create(CultureInfo.InvariantCulture, $"{field.Name} {person.Index % 9}")),
    };

    private static Dictionary<string, Func<Employee, BobValue?>> Basics => new()
    {
        ["root.id"] = person => new TextValue(person.Id),
        ["root.companyId"] = person => new NumberValue(person.Workforce.CompanyId),
        ["root.email"] = person => new TextValue(person.Name.Email),
        ["root.firstName"] = person => new TextValue(person.Name.FirstName),
        ["root.surname"] = person => new TextValue(person.Name.Surname),
        ["root.fullName"] = person => new TextValue(person.Name.DisplayName),
        ["root.displayName"] = person => new TextValue(person.Name.DisplayName),
        ["root.creationDateTime"] = person => new TimestampValue(History.CreatedOn(person).ToDateTime(new(9, 12, 25))),
        ["root.creationDate"] = person => new DateValue(History.CreatedOn(person)),
        ["root.avatarUrl"] = person => new TextValue($"https://images.example/avatars/{person.Id}.png"),
        ["root.coverImageUrl"] = person => new TextValue($"https://images.example/covers/{person.Id}.png"),
        ["root.state"] = person => new ListValue(ListItem.BuiltIn(person.LifecycleStatus is LifecycleStatus.Hired ? "uninvited" : "invited")),
    };

    private static Dictionary<string, Func<Employee, BobValue?>> Work => new()
    {
        ["work.activeEffectiveDate"] = person => new DateValue(History.Work(person)[^1].EffectiveDate),
        ["work.employeeIdInCompany"] = person => new NumberValue(person.Index + 1),
        ["work.title"] = person => new ListValue(person.Title),
        ["work.startDate"] = person => new DateValue(person.StartDate),
        ["work.shortStartDate"] = person => new ShortDateValue(person.StartDate),
        ["work.originalStartDate"] = person => new DateValue(person.StartDate),
        ["work.durationOfEmployment"] = Tenure,
        ["work.tenureDuration"] = Tenure,
        ["work.yearsOfService"] = person => Tenure(person) is { } tenure ? new NumberValue(tenure.Years) : null,
        ["work.tenureDurationYears"] = person => Tenure(person) is { } tenure ? new NumberValue(tenure.Years) : null,
        ["work.tenureYears"] = person => Tenure(person) is { } tenure ? new NumberValue(decimal.Floor(tenure.Years)) : null,
        ["work.site"] = person => new TextValue(person.Site.Name),
        ["work.siteId"] = person => new NumberedListValue(person.Site.Id, person.Site.Name),
        ["work.department"] = person => new ListValue(person.Department.Item),
        ["work.workChangeType"] = person => History.Work(person)[^1].Columns.First(column => column.Name == "workChangeType").Value,
        ["work.reportsTo"] = person => person.Manager is { } manager ? new PersonValue(manager) : null,
        ["work.reportsTo.email"] = person => person.Manager is { } manager ? new TextValue(manager.Email) : null,
        ["work.reportsToIdInCompany"] = person => Workforce.ManagerOf(person.Index) is { } manager ? new NumberValue(manager + 1) : null,
        ["work.manager"] = person => person.Manager is { } manager ? new PersonIdValue(manager) : null,
        ["work.isManager"] = person => new FlagValue(person.Workforce.DirectReportsOf(person.Index) > 0),
        ["work.directReports"] = person => new NumberValue(person.Workforce.DirectReportsOf(person.Index)),
        ["work.daysOfPreviousService"] = _ => new NumberValue(0),
    };

    private static PeriodValue? Tenure(Employee person) =>
        person.StartDate < Workforce.Anchor ? new(person.StartDate, person.TerminationDate is { } end && end < Workforce.Anchor ? end : Workforce.Anchor) : null;
}
