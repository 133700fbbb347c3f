using System.Globalization;
using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>What people are paid, with the columns that Bob documents for each table (https://apidocs.hibob.com/reference/employee-tables); for entitlements and
/// deductions it documents none.</summary>
internal static class PayTables
{
    public static CurrencyValue? Base(Employee person) => person.IsNew ? null : Salaries(person)[^1].Columns[0].Value as CurrencyValue;

    public static IReadOnlyList<TableRow> Salaries(Employee person)
    {
        if (person.IsNew)
            return [];

        var amount = 40_000 + (500 * Roll(person).Throw(120));
        var raised = !person.Workforce.OneRowEach && person.StartDate.AddYears(1) < Workforce.Anchor;
        return raised
            ? [Row(1, person.StartDate, person.StartDate.AddYears(1).AddDays(-1), Salary(amount)), Row(2, person.StartDate.AddYears(1), null, Salary(amount + 3_000))]
            : [Row(1, person.StartDate, null, Salary(amount))];

        TableColumn[] Salary(decimal value) =>
        [
            new("base", "payroll.salary.payment", Money(person, value)),
            new("payPeriod", "payroll.salary.payPeriod", Item("Annual")),
            new("payFrequency", "payroll.salary.payFrequency", Item("Monthly")),
            new("workChangeType", "", null),
        ];
    }

    public static IReadOnlyList<TableRow> Variable(Employee person) => Some(person, 2, () =>
    [
        new("variableType", "", Item("Bonus")),
        new("payoutType", "", Item("amount")),
        new("amount", "", Money(person, 5_000)),
        new("paymentPeriod", "", Item("Annual")),
        new("percentageOfAnnualSalary", "", null),
        new("companyPercent", "", new NumberValue(50)),
        new("departmentPercent", "", new NumberValue(20)),
        new("individualPercent", "", new NumberValue(30)),
        new("endDate", "", null),
    ]);

    public static IReadOnlyList<TableRow> Equities(Employee person) => Some(person, 5, () =>
    [
        new("reason", "", null),
        new("quantity", "", new NumberValue(1_000)),
        new("equityType", "", Item("Options")),
        new("grantType", "", Item("Initial Grant")),
        new("grantStatus", "", Item("Granted")),
        new("grantNumber", "", new NumberValue(person.Index + 1)),
        new("grantDate", "", new DateValue(person.StartDate)),
        new("vestingCommencementDate", "", new DateValue(person.StartDate)),
        new("vestingTerm", "", new TextValue("4 years")),
        new("vestingSchedule", "", new NumberValue(1)),
        new("optionExpiration", "", new DateValue(person.StartDate.AddYears(10))),
        new("exercisePrice", "", Money(person, 2)),
        new("consentNumber", "", null),
    ]);

    // no real account is ever spelled like these
    public static IReadOnlyList<TableRow> BankAccounts(Employee person) => Some(person, 1, () =>
    [
        new("bankName", "", new TextValue("Example Bank")),
        new("bankAccountType", "", Item("Checking")),
        new("accountNickname", "", new TextValue("Salary")),
        new("accountNumber", "", new TextValue(string.Create(CultureInfo.InvariantCulture, $"EXAMPLE-{person.Index + 1}"))),
        new("routingNumber", "", null),
        new("iban", "", null),
        new("bicOrSwift", "", null),
        new("branchAddress", "", null),
        new("allocation", "", Item("remaining")),
        new("amount", "", null),
        new("useForBonus", "", new FlagValue(false)),
        new("changedBy", "", null),
    ]);

    public static IReadOnlyList<TableRow> Entitlement(Employee person) => Some(person, 3, () => [new("type", "", Item("Lunch vouchers")), new("amount", "", Money(person, 120))]);

    public static IReadOnlyList<TableRow> Deduction(Employee person) => Some(person, 6, () => [new("type", "", Item("Cycle to work")), new("amount", "", Money(person, 60))]);

    // one in so many people has a row
    private static IReadOnlyList<TableRow> Some(Employee person, int oneIn, Func<TableColumn[]> columns) =>
        person.IsNew || person.Index % oneIn != 0 ? [] : [Row(person.Index + 1, person.StartDate, null, columns())];

    private static TableRow Row(long id, DateOnly since, DateOnly? end, TableColumn[] columns) => new(id, since, end, end is null, columns);

    private static ListValue Item(string name) => new(ListItem.BuiltIn(name));

    private static CurrencyValue Money(Employee person, decimal amount) => new(amount, person.Site.Country.Name switch
    {
        "Israel" => "ILS",
        "United Kingdom" => "GBP",
        "Germany" => "EUR",
        _ => "USD",
    });

    private static Dice Roll(Employee person) => new(person.Workforce.CompanyId, person.Index, DicePurpose.Pay);
}
