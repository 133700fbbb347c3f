using GiftedPortal.Providers.HiBob.Api;

namespace GiftedPortal.Providers.HiBob.People;

/// <summary>What a sync reads of a person: Bob's field, where it stands, and which field of ours becomes visible by it.</summary>
internal static class PersonPlan
{
    private static readonly (PersonPart Part, string Id, string Path, PersonFields Shows)[] Parts =
    [
        (PersonPart.Id, "root.id", "id", PersonFields.None),
        (PersonPart.Account, "root.companyId", "companyId", PersonFields.None),
        (PersonPart.FirstName, "root.firstName", "firstName", PersonFields.FirstName),
        (PersonPart.Surname, "root.surname", "surname", PersonFields.Surname),
        (PersonPart.WorkEmail, "root.email", "email", PersonFields.WorkEmail),
        (PersonPart.Birthday, "personal.shortBirthDate", "personal.shortBirthDate", PersonFields.Birthday),
        (PersonPart.StartDate, "work.startDate", "work.startDate", PersonFields.StartDate),
        (PersonPart.Site, "work.site", "work.site", PersonFields.Site),
        (PersonPart.Department, "work.department", "work.department", PersonFields.Department),
        (PersonPart.Manager, "work.manager", "work.manager", PersonFields.Manager),
        (PersonPart.ReportsTo, "work.reportsTo", "work.reportsTo", PersonFields.Manager),
        (PersonPart.Status, "internal.lifecycleStatus", "internal.lifecycleStatus", PersonFields.Status),
        (PersonPart.Access, "internal.status", "internal.status", PersonFields.Status),
        (PersonPart.LeavingDate, "internal.terminationDate", "internal.terminationDate", PersonFields.LeavingDate),
        (PersonPart.Line1, "address.line1", "address.line1", PersonFields.Address),
        (PersonPart.Line2, "address.line2", "address.line2", PersonFields.Address),
        (PersonPart.City, "address.city", "address.city", PersonFields.Address),
        (PersonPart.PostCode, "address.postCode", "address.postCode", PersonFields.Address),
        (PersonPart.State, "address.usaState", "address.usaState", PersonFields.Address),
        (PersonPart.Country, "address.country", "address.country", PersonFields.Address),
        (PersonPart.PrivateEmail, "home.privateEmail", "home.privateEmail", PersonFields.PrivateEmail),
        (PersonPart.MobilePhone, "home.mobilePhone", "home.mobilePhone", PersonFields.PrivatePhone),
        (PersonPart.PrivatePhone, "home.privatePhone", "home.privatePhone", PersonFields.PrivatePhone),
        (PersonPart.FamilyStatus, "home.familyStatus", "home.familyStatus", PersonFields.FamilyStatus),
        (PersonPart.Children, "home.numberOfKids", "home.numberOfKids", PersonFields.Children),
    ];

    private static readonly PersonFields[] Shown = ShownByPart();

    /// <summary>
    /// The one search that a sync makes. An admin who moves or renames does not change where a field stands in the reply
    /// (apidocs.hibob.com/docs/categories-and-permissions), so a sync spends no call on metadata.
    /// </summary>
    public static HiBobCall Call { get; } = HiBobCall.Search(Parts.Select(part => part.Id));

    public static int PartCount { get; } = Enum.GetValues<PersonPart>().Length;

    /// <summary>A sync reads this field.</summary>
    public static bool Reads(string id) => Parts.Any(part => part.Id == id);

    /// <summary>The fields that a part makes visible.</summary>
    public static PersonFields Shows(int part) => Shown[part];

    /// <summary>A new tree of all parts.</summary>
    public static FieldTree CreateTree()
    {
        var tree = new FieldTree();
        foreach (var (part, id, path, _) in Parts)
            tree.Add(id, path, (int)part);
        // the manager is an object here and an id in work.manager; tenants show one or both
        tree.AddNested("work.reportsTo.id", (int)PersonPart.ReportsTo);
        tree.Root.Child("/work/reportsTo").Child("value").Child("id").Field = (int)PersonPart.ReportsTo;
        return tree;
    }

    private static PersonFields[] ShownByPart()
    {
        var shown = new PersonFields[Enum.GetValues<PersonPart>().Length];
        foreach (var (part, _, _, shows) in Parts)
            shown[(int)part] = shows;
        return shown;
    }
}

/// <summary>The pieces that a person is put together from.</summary>
internal enum PersonPart
{
    Id,
    Account,
    FirstName,
    Surname,
    WorkEmail,
    Birthday,
    StartDate,
    Site,
    Department,
    Manager,
    ReportsTo,
    Status,
    Access,
    LeavingDate,
    Line1,
    Line2,
    City,
    PostCode,
    State,
    Country,
    PrivateEmail,
    MobilePhone,
    PrivatePhone,
    FamilyStatus,
    Children,
}
