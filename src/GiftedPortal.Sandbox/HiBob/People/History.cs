using System.Globalization;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>The rows of an employee's effective-dated tables, oldest first. The last one says the same as the employee's record.</summary>
internal static class History
{
    public static DateOnly CreatedOn(Employee person) => person.LifecycleStatus is LifecycleStatus.Hired ? person.StatusSince : person.StartDate.AddDays(-30);

    public static decimal FteOf(ListItem contract) => contract.Id is "Part time" ? 60 : 100;

    public static IReadOnlyList<TableRow> Work(Employee person)
    {
        var dice = Roll(person, 0);
        var starts = Starts(person, ref dice);
        return Rows(starts, number =>
        {
            var title = number == starts.Count - 1 ? person.Title : person.Department.Titles[0];
            return
            [
                new("title", "work.title", new ListValue(title)),
                new("department", "work.department", new ListValue(person.Department.Item)),
                new("site", "work.siteId", new TextValue(person.Site.Name)),
                new("siteId", "work.siteId", new NumberedListValue(person.Site.Id, person.Site.Name)),
                new("reportsTo", "work.reportsTo", person.Manager is { } manager ? new PersonValue(manager) : null),
                new("workChangeType", "work.workChangeType", new ListValue(ListItem.BuiltIn(number == 0 ? "New Employee" : "Promotion"))),
            ];
        });
    }

    public static IReadOnlyList<TableRow> Employment(Employee person)
    {
        var dice = Roll(person, 1);
        var starts = Starts(person, ref dice);
        return Rows(starts, number =>
        {
            var contract = number == starts.Count - 1 ? person.Contract : ListItem.BuiltIn("Part time");
            return
            [
                new("contract", "payroll.employment.contract", new ListValue(contract)),
                new("type", "payroll.employment.type", new ListValue(person.EmploymentType)),
                new("salaryPayType", "payroll.employment.salaryPayType", new ListValue(ListItem.BuiltIn("Salaried"))),
                new("flsaCode", "payroll.employment.flsaCode", null),
                new("fte", "payroll.employment.fte", new NumberValue(FteOf(contract))),
                new("weeklyHours", "payroll.employment.weeklyHours", new NumberValue(FteOf(contract) * 40 / 100)),
                new("hoursInDayNotWorked", "payroll.employment.hoursInDayNotWorked", new NumberValue(0)),
                new("calendarId", "payroll.employment.calendarId", new NumberedListValue(person.Site.Id - 2_000_000, person.Site.Country.Name)),
                new("calendarName", "payroll.employment.calendarId", new TextValue(person.Site.Country.Name)),
                new("personalWorkingPatternType", "payroll.employment.personalWorkingPatternType", null),
                new("workingPattern", "payroll.employment.workingPattern", null),
                new("actualWorkingPattern", "payroll.employment.actualWorkingPattern", new WorkingWeekValue(8)),
                new("siteWorkingPattern", "payroll.employment.siteWorkingPattern", new WorkingWeekValue(8)),
                new("standardWorkingPattern", "payroll.employment.standardWorkingPattern", null),
                new("standardWorkingPatternId", "payroll.employment.standardWorkingPattern.workingPatternId", null),
            ];
        });
    }

    public static IReadOnlyList<TableRow> Address(Employee person)
    {
        if (person.Address is not { } address || person.IsNew)
            return [];

        var dice = Roll(person, 2);
        return Rows(Starts(person, ref dice), _ =>
        [
            new("line1", "address.line1", new TextValue(address.Line1)),
            new("line2", "address.line2", address.Line2 is { } line2 ? new TextValue(line2) : null),
            new("city", "address.city", new TextValue(address.City)),
            new("postCode", "address.postCode", address.PostCode is { } code ? new TextValue(code) : null),
            new("usaState", "address.usaState", address.State is { } state ? new TextValue(state) : null),
            new("country", "address.country", new ListValue(ListItem.BuiltIn(address.Country))),
        ]);
    }

    public static IReadOnlyList<TableRow> Lifecycle(Employee person)
    {
        var stages = Stages(person);
        return Rows([.. stages.Select(stage => stage.Since)], number =>
        [
            new("status", "internal.lifecycleStatus", new ListValue(person.Workforce.ItemOf(stages[number].Status))),
            new("employeeStatus", "internal.status", new ListValue(ListItem.BuiltIn(LifecycleStatus.IsActive(stages[number].Status) ? "Active" : "Inactive"))),
            new("reasonType", "internal.terminationType", stages[number].Status is LifecycleStatus.Terminated ? new ListValue(ListItem.BuiltIn("Voluntary")) : null),
            new("leaveReason", "internal.terminationReason", stages[number].Status is LifecycleStatus.Terminated ? new ListValue(ListItem.BuiltIn("Resignation")) : null),
            new("workChangeType", "internal.lifecycleStatus", null),
        ]);
    }

    private static List<(string Status, DateOnly Since)> Stages(Employee person)
    {
        if (person.Workforce.OneRowEach || person.IsNew || person.LifecycleStatus is LifecycleStatus.Hired)
            return [(person.LifecycleStatus, person.StatusSince)];

        List<(string, DateOnly)> stages = [(LifecycleStatus.Hired, CreatedOn(person)), (LifecycleStatus.Employed, person.StartDate)];
        if (person.LifecycleStatus is not LifecycleStatus.Employed)
            stages.Add((person.LifecycleStatus, person.StatusSince));
        return stages;
    }

    // half of the people who have been here for a while changed job once or twice
    private static List<DateOnly> Starts(Employee person, ref Dice dice)
    {
        List<DateOnly> starts = [person.StartDate];
        var changes = person.Workforce.OneRowEach || person.IsNew || person.StartDate >= Workforce.Anchor || dice.Chance(50) ? 0 : 1 + dice.Throw(2);
        for (var change = 0; change < changes; change++)
            starts.Add(starts[^1].AddDays(60 + dice.Throw(120)));
        return starts;
    }

    private static Dice Roll(Employee person, int table) => new(person.Workforce.CompanyId + table, person.Index, DicePurpose.History);

    private static List<TableRow> Rows(List<DateOnly> starts, Func<int, IReadOnlyList<TableColumn>> columns) =>
    [
        .. starts.Select((start, number) => new TableRow(
            long.Parse($"10000{start:yyyyMMdd}", CultureInfo.InvariantCulture),
            start,
            number + 1 < starts.Count ? starts[number + 1].AddDays(-1) : null,
            number == starts.Count - 1,
            columns(number))),
    ];
}
