using System.Globalization;
using System.Text.Json;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.People;

/// <summary>
/// Puts people together while a reply streams by. A value of an unexpected form counts as visible and empty: one odd
/// field must not end a sync. A person without an id must: skipping one in silence would look like somebody who left.
/// </summary>
internal sealed class PersonReader(ListNames names) : IEmployeeSink
{
    private readonly string?[] _parts = new string?[PersonPlan.PartCount];
    private PersonFields _visible;
    private int _position;

    /// <summary>People read and not yet taken.</summary>
    public List<ProviderPerson> Ready { get; } = [];

    public void Shown(int field) => _visible |= PersonPlan.Shows(field);

    public void Value(int field, ref Utf8JsonReader reader)
    {
        Shown(field);
        _parts[field] = JsonText.Read(ref reader) ?? _parts[field];
    }

    public void EndEmployee()
    {
        _position++;
        if (Text(PersonPart.Id) is not { } id)
            throw HiBobFailures.Nonsense(PersonPlan.Call, $"person {_position.ToString(CultureInfo.InvariantCulture)} of the answer has no id");
        Ready.Add(Person(id));
        Array.Clear(_parts);
        _visible = PersonFields.None;
    }

    private ProviderPerson Person(string id) => new(id)
    {
        Visible = _visible,
        AccountId = Text(PersonPart.Account),
        FirstName = Text(PersonPart.FirstName),
        Surname = Text(PersonPart.Surname),
        WorkEmail = Text(PersonPart.WorkEmail),
        Birthday = PersonValues.MonthAndDay(Text(PersonPart.Birthday)),
        StartDate = PersonValues.Date(Text(PersonPart.StartDate)),
        Site = Text(PersonPart.Site),
        Department = Name(PersonPart.Department),
        ManagerId = Text(PersonPart.ReportsTo) ?? Text(PersonPart.Manager),
        Status = Text(PersonPart.Status) ?? Text(PersonPart.Access),
        LeavingDate = PersonValues.Date(Text(PersonPart.LeavingDate)),
        Address = Address(),
        PrivateEmail = Text(PersonPart.PrivateEmail),
        PrivatePhone = Text(PersonPart.MobilePhone) ?? Text(PersonPart.PrivatePhone),
        FamilyStatus = Name(PersonPart.FamilyStatus),
        Children = PersonValues.Count(Text(PersonPart.Children)),
    };

    private DeliveryAddress? Address()
    {
        var address = new DeliveryAddress(
            Text(PersonPart.Line1), Text(PersonPart.Line2), Text(PersonPart.City), Text(PersonPart.PostCode), Text(PersonPart.State), Name(PersonPart.Country));
        return address == new DeliveryAddress(null, null, null, null, null, null) ? null : address;
    }

    private string? Name(PersonPart part) => names.Name(part, Text(part));

    private string? Text(PersonPart part) => _parts[(int)part];
}
