using System.Globalization;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Values;

internal static partial class FieldValues
{
    private static Dictionary<string, Func<Employee, BobValue?>> Private => new()
    {
        ["personal.birthDate"] = person => new DateValue(person.BirthDate),
        ["personal.shortBirthDate"] = person => new ShortDateValue(person.BirthDate),
        ["personal.age"] = person => new NumberValue(decimal.Floor(new PeriodValue(person.BirthDate, Workforce.Anchor).Years)),
        ["personal.nationality"] = person => new MultiListValue([ListItem.BuiltIn(person.Site.Country.Name)]),

        ["home.privateEmail"] = person => Text(person.Contact.Email),
        ["home.privatePhone"] = person => Text(person.Contact.Phone),
        ["home.mobilePhone"] = person => Text(person.Contact.Mobile),

        ["home.familyStatus"] = person => List(person.Home.FamilyStatus),
        ["home.legalGender"] = person => List(person.Home.Gender),
        ["home.numberOfKids"] = person => person.Home.Children is { } children ? new NumberValue(children) : null,
        ["home.spouse.firstName"] = person => Text(person.Home.SpouseFirstName),
        ["home.spouse.surname"] = person => person.Home.SpouseFirstName is null ? null : new TextValue(person.Name.Surname),
        ["home.spouse.birthDate"] = person => Date(person.Home.SpouseBirthDate),
        ["home.spouse.shortBirthDate"] = person => person.Home.SpouseBirthDate is { } day ? new ShortDateValue(day) : null,

        // numbers that cannot be anybody's: 9xx is not used for social security
        ["identification.ssn"] = person => new TextValue(string.Create(CultureInfo.InvariantCulture, $"900-{person.Index % 90 + 10}-{person.Index % 9000 + 1000}")),
        ["identification.ssnSerialNumber"] = person => new TextValue(string.Create(CultureInfo.InvariantCulture, $"{person.Index % 9000 + 1000}")),

        ["address.line1"] = person => Text(person.Address?.Line1),
        ["address.line2"] = person => Text(person.Address?.Line2),
        ["address.city"] = person => Text(person.Address?.City),
        ["address.postCode"] = person => Text(person.Address?.PostCode),
        ["address.usaState"] = person => Text(person.Address?.State),
        ["address.country"] = person => person.Address is { } address ? new ListValue(ListItem.BuiltIn(address.Country)) : null,
        ["address.activeEffectiveDate"] = person => Date(person.Address?.Since),
        ["address.fullAddress"] = person => person.Address is { } address ? new TextValue(FullAddress(address)) : null,
        ["address.siteAddress1"] = person => new TextValue(person.Site.Line1),
        ["address.siteCity"] = person => new TextValue(person.Site.City),
        ["address.siteState"] = person => Text(person.Site.State),
        ["address.sitePostalCode"] = person => Text(person.Site.PostCode),
        ["address.siteCountry"] = person => new ListValue(ListItem.BuiltIn(person.Site.Country.Name)),
    };

    private static string FullAddress(HomeAddress address) => string.Join(
        ", ", new[] { address.Line1, address.Line2, address.City, address.State, address.PostCode, address.Country }.Where(part => part is not null));

    private static TextValue? Text(string? text) => text is null ? null : new(text);

    private static ListValue? List(ListItem? item) => item is null ? null : new(item);
}
