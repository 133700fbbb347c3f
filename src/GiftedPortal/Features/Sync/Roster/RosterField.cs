using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>How one field goes from the provider to the roster. One list serves the hash, the differences and the writing.</summary>
internal sealed record RosterField(
    PersonFields Flag, Func<ProviderPerson, object?> Shown, Func<Employee, object?> Kept, Action<Employee, ProviderPerson> Take)
{
    public static IReadOnlyList<RosterField> All { get; } =
    [
        new(PersonFields.FirstName, one => one.FirstName, one => one.FirstName, (to, from) => to.FirstName = from.FirstName),
        new(PersonFields.Surname, one => one.Surname, one => one.Surname, (to, from) => to.Surname = from.Surname),
        new(PersonFields.WorkEmail, one => one.WorkEmail, one => one.WorkEmail, (to, from) => to.WorkEmail = from.WorkEmail),
        new(PersonFields.Birthday, one => one.Birthday, one => one.Birthday, (to, from) => to.Birthday = from.Birthday),
        new(PersonFields.StartDate, one => one.StartDate, one => one.StartDate, (to, from) => to.StartDate = from.StartDate),
        new(PersonFields.Site, one => one.Site, one => one.Site, (to, from) => to.Site = from.Site),
        new(PersonFields.Department, one => one.Department, one => one.Department, (to, from) => to.Department = from.Department),
        new(PersonFields.Manager, one => one.ManagerId, one => one.ManagerId, (to, from) => to.ManagerId = from.ManagerId),
        new(PersonFields.Status, one => one.Status, one => one.Status, (to, from) => to.Status = from.Status),
        new(PersonFields.LeavingDate, one => one.LeavingDate, one => one.LeavingDate, (to, from) => to.LeavingDate = from.LeavingDate),
        new(PersonFields.Address, one => DeliveryAddresses.OrNull(one.Address), one => one.Address, (to, from) => to.Address = from.Address),
        new(PersonFields.PrivateEmail, one => one.PrivateEmail, one => one.PrivateEmail, (to, from) => to.PrivateEmail = from.PrivateEmail),
        new(PersonFields.PrivatePhone, one => one.PrivatePhone, one => one.PrivatePhone, (to, from) => to.PrivatePhone = from.PrivatePhone),
        new(PersonFields.FamilyStatus, one => one.FamilyStatus, one => one.FamilyStatus, (to, from) => to.FamilyStatus = from.FamilyStatus),
        new(PersonFields.Children, one => one.Children, one => one.Children, (to, from) => to.Children = from.Children),
    ];
}
