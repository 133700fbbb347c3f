using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Values;

internal static partial class FieldValues
{
    private static Dictionary<string, Func<Employee, BobValue?>> Lifecycle => new()
    {
        ["internal.lifecycleStatus"] = person => new ListValue(person.Workforce.ItemOf(person.LifecycleStatus)),
        ["internal.status"] = person => new ListValue(ListItem.BuiltIn(LifecycleStatus.IsActive(person.LifecycleStatus) ? "Active" : "Inactive")),
        ["internal.terminationDate"] = person => Date(person.TerminationDate),
        ["internal.terminationReason"] = person => person.TerminationDate is null ? null : new ListValue(ListItem.BuiltIn("Resignation")),
        ["internal.terminationType"] = person => person.TerminationDate is null ? null : new ListValue(ListItem.BuiltIn("Voluntary")),
        ["internal.periodSinceTermination"] = SinceTermination,
        ["internal.yearsSinceTermination"] = person => SinceTermination(person) is { } period ? new NumberValue(period.Years) : null,
        ["internal.probationEndDate"] = person => new DateValue(person.StartDate.AddMonths(3)),
        ["internal.currentActiveStatusStartDate"] = person => new DateValue(person.StatusSince),
        ["employee.firstDayOfWork"] = person => new DateValue(person.StartDate),

        // the last day at work can be earlier than the day the contract ends
        ["employee.lastDayOfWork"] = person => Date(person.TerminationDate?.AddDays(person.Index % 3 == 0 ? -14 : 0)),
        ["employee.recentLeaveStartDate"] = person => OnLeave(person) ? new DateValue(person.StatusSince) : null,
        ["employee.recentLeaveEndDate"] = person => OnLeave(person) ? new DateValue(Workforce.Anchor.AddDays(30)) : null,
    };

    private static Dictionary<string, Func<Employee, BobValue?>> Employment => new()
    {
        ["payroll.employment.activeEffectiveDate"] = person => new DateValue(History.Employment(person)[^1].EffectiveDate),
        ["payroll.employment.contract"] = person => new ListValue(person.Contract),
        ["payroll.employment.type"] = person => new ListValue(person.EmploymentType),
        ["payroll.employment.salaryPayType"] = _ => new ListValue(ListItem.BuiltIn("Salaried")),
        ["payroll.employment.fte"] = person => new NumberValue(History.FteOf(person.Contract)),
        ["payroll.employment.weeklyHours"] = person => new NumberValue(History.FteOf(person.Contract) * 40 / 100),
        ["payroll.employment.hoursInDayNotWorked"] = _ => new NumberValue(0),
        ["payroll.employment.calendarId"] = person => new NumberedListValue(person.Site.Id - 2_000_000, person.Site.Country.Name),
        ["payroll.employment.actualWorkingPattern"] = _ => new WorkingWeekValue(8),
        ["payroll.employment.siteWorkingPattern"] = _ => new WorkingWeekValue(8),
        ["payroll.salary.payment"] = PayTables.Base,
        ["payroll.salary.payment.currency"] = person => PayTables.Base(person) is { } pay ? new TextValue(pay.Currency) : null,
        ["payroll.salary.payPeriod"] = _ => new ListValue(ListItem.BuiltIn("Annual")),
        ["payroll.salary.payFrequency"] = _ => new ListValue(ListItem.BuiltIn("Monthly")),
    };

    private static PeriodValue? SinceTermination(Employee person) =>
        person.LifecycleStatus is LifecycleStatus.Terminated && person.TerminationDate is { } end ? new(end, Workforce.Anchor) : null;

    private static bool OnLeave(Employee person) => person.LifecycleStatus is LifecycleStatus.Leave or LifecycleStatus.ParentalLeave;

    private static DateValue? Date(DateOnly? date) => date is { } day ? new(day) : null;
}
