using System.Globalization;
using System.Text.Json;
using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.People;

/// <summary>
/// Puts people together while a reply streams by. A date or number of an unexpected form counts as unreadable: one odd
/// field must neither end a sync nor empty what was read before. A person without an id must: skipping one in silence would look like somebody who left.
/// </summary>
internal sealed class PersonReader(ListNames names, IsUnchanged isUnchanged) : IEmployeeSink
{
    private readonly PersonParts _parts = new();
    private PersonFields _visible;
    private int _position;

    /// <summary>People read and not yet taken, without those who are unchanged.</summary>
    public List<ProviderPerson> Ready { get; } = [];

    public void Shown(int field) => _visible |= PersonPlan.Shows(field);

    public void Value(int field, ref Utf8JsonReader reader)
    {
        Shown(field);
        // Bob says everything twice, flat and nested: the first says it
        var part = (PersonPart)field;
        if (_parts.Has(part))
            return;
        _parts.Take(part, ref reader);
        if (names.Has(part) && _parts.Has(part) && names.Name(part, _parts[part]) is { } name)
            _parts.Replace(part, name);
    }

    public void EndEmployee()
    {
        _position++;
        if (!_parts.Has(PersonPart.Id))
            throw HiBobFailures.Nonsense(PersonPlan.Call, $"person {_position.ToString(CultureInfo.InvariantCulture)} of the answer has no id");
        var fingerprint = _parts.Fingerprint(_visible);
        if (!isUnchanged(_parts[PersonPart.Id], fingerprint))
            Ready.Add(_parts.AreText ? Person(fingerprint) : throw HiBobFailures.Nonsense(PersonPlan.Call, $"person {_position.ToString(CultureInfo.InvariantCulture)} of the answer is not UTF-8"));
        _parts.Clear();
        _visible = PersonFields.None;
    }

    private ProviderPerson Person(Guid fingerprint)
    {
        var (birthday, start) = (PersonValues.MonthAndDay(Text(PersonPart.Birthday)), PersonValues.Date(Text(PersonPart.StartDate)));
        var (leaving, children) = (PersonValues.Date(Text(PersonPart.LeavingDate)), PersonValues.Count(Text(PersonPart.Children)));
        var unreadable = Unless(birthday is not null, PersonPart.Birthday) | Unless(start is not null, PersonPart.StartDate)
            | Unless(leaving is not null, PersonPart.LeavingDate) | Unless(children is not null, PersonPart.Children);
        return new ProviderPerson(Text(PersonPart.Id)!)
        {
            Fingerprint = fingerprint,
            Visible = _visible & ~unreadable,
            Unreadable = unreadable,
            AccountId = Text(PersonPart.Account),
            FirstName = Text(PersonPart.FirstName),
            Surname = Text(PersonPart.Surname),
            WorkEmail = Text(PersonPart.WorkEmail),
            Birthday = birthday,
            StartDate = start,
            Site = Text(PersonPart.Site),
            Department = Text(PersonPart.Department),
            ManagerId = Text(PersonPart.ReportsTo) ?? Text(PersonPart.Manager),
            Status = Text(PersonPart.Status) ?? Text(PersonPart.Access),
            LeavingDate = leaving,
            Address = Address(),
            PrivateEmail = Text(PersonPart.PrivateEmail),
            PrivatePhone = Text(PersonPart.MobilePhone) ?? Text(PersonPart.PrivatePhone),
            FamilyStatus = Text(PersonPart.FamilyStatus),
            Children = children,
        };
    }

    private PersonFields Unless(bool read, PersonPart part) => read || Text(part) is null ? PersonFields.None : PersonPlan.Shows((int)part);

    private DeliveryAddress? Address()
    {
        var address = new DeliveryAddress(
            Text(PersonPart.Line1), Text(PersonPart.Line2), Text(PersonPart.City), Text(PersonPart.PostCode), Text(PersonPart.State), Text(PersonPart.Country));
        return address == new DeliveryAddress(null, null, null, null, null, null) ? null : address;
    }

    private string? Text(PersonPart part) => _parts.Text(part);
}
