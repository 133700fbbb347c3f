namespace GiftedPortal.Providers;

/// <summary>The fields of a person that gifting needs. A set flag in <see cref="ProviderPerson.Visible"/> means that the provider showed the field, with or without a value.</summary>
[Flags]
public enum PersonFields
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>First name.</summary>
    FirstName = 1 << 0,

    /// <summary>Family name.</summary>
    Surname = 1 << 1,

    /// <summary>Work e-mail address.</summary>
    WorkEmail = 1 << 2,

    /// <summary>Birthday, month and day.</summary>
    Birthday = 1 << 3,

    /// <summary>First day at the company.</summary>
    StartDate = 1 << 4,

    /// <summary>Office.</summary>
    Site = 1 << 5,

    /// <summary>Department.</summary>
    Department = 1 << 6,

    /// <summary>Manager.</summary>
    Manager = 1 << 7,

    /// <summary>Lifecycle status.</summary>
    Status = 1 << 8,

    /// <summary>Leaving date.</summary>
    LeavingDate = 1 << 9,

    /// <summary>Delivery address.</summary>
    Address = 1 << 10,

    /// <summary>Private e-mail address.</summary>
    PrivateEmail = 1 << 11,

    /// <summary>Private telephone number.</summary>
    PrivatePhone = 1 << 12,

    /// <summary>Family status.</summary>
    FamilyStatus = 1 << 13,

    /// <summary>Number of children.</summary>
    Children = 1 << 14,
}

/// <summary>A person as the provider shows them now; only what gifting needs.</summary>
/// <param name="Id">The provider's id, always a text (Bob's ids exceed 2^53).</param>
public sealed record ProviderPerson(string Id)
{
    /// <summary>Fields that the provider showed. A field outside it is hidden, not empty.</summary>
    public PersonFields Visible { get; init; }

    /// <summary>Fields that the provider showed with a value that nobody can read: not <see cref="Visible"/>, so what was read before stays.</summary>
    public PersonFields Unreadable { get; init; }

    /// <summary>The tenant's id at the provider, when visible.</summary>
    public string? AccountId { get; init; }

    /// <summary>Of the id and all that the provider showed: equal ones mean that nothing changed. A hidden field does not count.</summary>
    public Guid Fingerprint { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name.</summary>
    public string? Surname { get; init; }

    /// <summary>Work e-mail address.</summary>
    public string? WorkEmail { get; init; }

    /// <summary>Month and day, <c>MM-DD</c>. The year is never read.</summary>
    public string? Birthday { get; init; }

    /// <summary>First day at the company.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Office, in the provider's words.</summary>
    public string? Site { get; init; }

    /// <summary>Department, by its name where the provider tells it, else as the provider's list item.</summary>
    public string? Department { get; init; }

    /// <summary>Id of the manager.</summary>
    public string? ManagerId { get; init; }

    /// <summary>Lifecycle status in the provider's words: <c>Employed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The date on which the person left or will leave.</summary>
    public DateOnly? LeavingDate { get; init; }

    /// <summary>Where a parcel goes; null when empty or hidden.</summary>
    public DeliveryAddress? Address { get; init; }

    /// <summary>Private e-mail address.</summary>
    public string? PrivateEmail { get; init; }

    /// <summary>Private telephone number; the mobile one where both are known.</summary>
    public string? PrivatePhone { get; init; }

    /// <summary>Family status, by its name where the provider tells it, else as the provider's list item.</summary>
    public string? FamilyStatus { get; init; }

    /// <summary>Number of children.</summary>
    public int? Children { get; init; }
}

/// <summary>Where a parcel goes.</summary>
public sealed record DeliveryAddress(string? Line1, string? Line2, string? City, string? PostCode, string? State, string? Country);
