using System.Globalization;
using System.Text.Json;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.People;

/// <summary>
/// Puts people together while a reply streams by. A date or number of an unexpected form counts as unreadable: one odd
/// field must neither end a sync nor empty what was read before. A person without an id must: skipping one in silence would look like somebody who left.
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
        // Bob says everything twice, flat and nested: the first says it
        _parts[field] ??= JsonText.Read(ref reader);
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

    private ProviderPerson Person(string id)
    {
        var (birthday, start) = (PersonValues.MonthAndDay(Text(PersonPart.Birthday)), PersonValues.Date(Text(PersonPart.StartDate)));
        var (leaving, children) = (PersonValues.Date(Text(PersonPart.LeavingDate)), PersonValues.Count(Text(PersonPart.Children)));
        var unreadable = Unless(birthday is not null, PersonPart.Birthday) | Unless(start is not null, PersonPart.StartDate)
            | Unless(leaving is not null, PersonPart.LeavingDate) | Unless(children is not null, PersonPart.Children);
        return new ProviderPerson(id)
        {
            Visible = _visible & ~unreadable,
            Unreadable = unreadable,
            AccountId = Text(PersonPart.Account),
            FirstName = Text(PersonPart.FirstName),
            Surname = Text(PersonPart.Surname),
            WorkEmail = Text(PersonPart.WorkEmail),
            Birthday = birthday,
            StartDate = start,
            Site = Text(PersonPart.Site),
            Department = Name(PersonPart.Department),
            ManagerId = Text(PersonPart.ReportsTo) ?? Text(PersonPart.Manager),
            Status = Name(PersonPart.Status) ?? Text(PersonPart.Access),
            LeavingDate = leaving,
            Address = Address(),
            PrivateEmail = Text(PersonPart.PrivateEmail),
            PrivatePhone = Text(PersonPart.MobilePhone) ?? Text(PersonPart.PrivatePhone),
            FamilyStatus = Name(PersonPart.FamilyStatus),
            Children = children,
        };
    }

    private PersonFields Unless(bool read, PersonPart part) => read || Text(part) is null ? PersonFields.None : PersonPlan.Shows((int)part);

    private DeliveryAddress? Address()
    {
        var address = new DeliveryAddress(
            Text(PersonPart.Line1), Text(PersonPart.Line2), Text(PersonPart.City), Text(PersonPart.PostCode), Text(PersonPart.State), Name(PersonPart.Country));
        return address == new DeliveryAddress(null, null, null, null, null, null) ? null : address;
    }

    private string? Name(PersonPart part) => names.Name(part, Text(part));

    private string? Text(PersonPart part) => _parts[(int)part];
}
