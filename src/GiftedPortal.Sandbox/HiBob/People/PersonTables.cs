using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>Lists about people: what they learned, who depends on them, where they may work. Bob documents the columns of the first
/// (https://apidocs.hibob.com/reference/employee-tables).</summary>
internal static class PersonTables
{
    public static IReadOnlyList<TableRow> Training(Employee person) => person.IsNew || person.Index % 2 == 0
        ? []
        : [new(person.Index + 1, person.StartDate, null, true,
        [
            new("name", "", new ListValue(ListItem.BuiltIn("Training"))),
            new("description", "", new TextValue("Fire safety")),
            new("status", "", new ListValue(ListItem.BuiltIn("Completed"))),
            new("frequency", "", new ListValue(ListItem.BuiltIn("Yearly"))),
            new("cost", "", new CurrencyValue(80, "USD")),
            new("startDate", "", new DateValue(person.StartDate.AddDays(7))),
            new("endDate", "", new DateValue(person.StartDate.AddDays(8))),
            new("documentId", "", null),
        ])];

    /// <summary>One row for each child that the Home section counts.</summary>
    public static IReadOnlyList<TableRow> Dependents(Employee person)
    {
        if (person.IsNew)
            return [];

        var dice = new Dice(person.Workforce.CompanyId, person.Index, DicePurpose.Dependents);
        var rows = new List<TableRow>();
        for (var child = 0; child < (person.Home.Children ?? 0); child++)
        {
            var birth = Workforce.Anchor.AddDays(-dice.Throw(17 * 365));
            rows.Add(new(child + 1, birth, null, true,
            [
                new("firstName", "", new TextValue(dice.Pick(person.Site.Country.GivenNames).Native)),
                new("relationship", "", new ListValue(ListItem.BuiltIn("Child"))),
                new("birthDate", "", new DateValue(birth)),
            ]));
        }

        return [.. rows.OrderBy(row => row.EffectiveDate)];
    }

    public static IReadOnlyList<TableRow> RightToWork(Employee person) => person.IsNew || person.Index % 10 != 0
        ? []
        : [new(person.Index + 1, person.StartDate, null, true,
        [
            new("documentType", "", new ListValue(ListItem.BuiltIn("Visa"))),
            new("country", "", new ListValue(ListItem.BuiltIn(person.Site.Country.Name))),
            new("expiryDate", "", new DateValue(Workforce.Anchor.AddYears(2))),
        ])];
}
