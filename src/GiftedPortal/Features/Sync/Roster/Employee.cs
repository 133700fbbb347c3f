using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Roster;

/// <summary>A person in a customer's roster: what the last complete run knew. Only what gifting needs.</summary>
public sealed class Employee
{
    /// <summary>The connection that the person was read through.</summary>
    public required Guid ConnectionId { get; init; }

    /// <summary>The provider's id of the person.</summary>
    public required string PersonId { get; init; }

    /// <summary>Fields that the provider shows. A field outside it keeps the value it had before it was hidden.</summary>
    public PersonFields Visible { get; set; }

    /// <summary>First name.</summary>
    public string? FirstName { get; set; }

    /// <summary>Family name.</summary>
    public string? Surname { get; set; }

    /// <summary>Work e-mail address.</summary>
    public string? WorkEmail { get; set; }

    /// <summary>Month and day, <c>MM-DD</c>.</summary>
    public string? Birthday { get; set; }

    /// <summary>First day at the company.</summary>
    public DateOnly? StartDate { get; set; }

    /// <summary>Office.</summary>
    public string? Site { get; set; }

    /// <summary>Department.</summary>
    public string? Department { get; set; }

    /// <summary>Provider's id of the manager.</summary>
    public string? ManagerId { get; set; }

    /// <summary>Lifecycle status in the provider's words.</summary>
    public string? Status { get; set; }

    /// <summary>The date on which the person left or will leave.</summary>
    public DateOnly? LeavingDate { get; set; }

    /// <summary>First line of the delivery address.</summary>
    public string? AddressLine1 { get; set; }

    /// <summary>Second line of the delivery address.</summary>
    public string? AddressLine2 { get; set; }

    /// <summary>City of the delivery address.</summary>
    public string? City { get; set; }

    /// <summary>Post code of the delivery address.</summary>
    public string? PostCode { get; set; }

    /// <summary>State or province of the delivery address.</summary>
    public string? State { get; set; }

    /// <summary>Country of the delivery address.</summary>
    public string? Country { get; set; }

    /// <summary>Private e-mail address.</summary>
    public string? PrivateEmail { get; set; }

    /// <summary>Private telephone number.</summary>
    public string? PrivatePhone { get; set; }

    /// <summary>Family status.</summary>
    public string? FamilyStatus { get; set; }

    /// <summary>Number of children.</summary>
    public int? Children { get; set; }

    /// <summary>What the provider showed last, see <see cref="ProviderPerson.Fingerprint"/>: equal means that there is nothing to do.</summary>
    public Guid ContentHash { get; set; }

    /// <summary>UTC of the run that saw the person first.</summary>
    public required DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>The run that wrote the person last.</summary>
    public Guid LastRunId { get; set; }

    /// <summary>How many complete runs in a row have not seen the person.</summary>
    public int MissedRuns { get; set; }

    /// <summary>UTC of the run that found the person gone; null for somebody who is there.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>The delivery address; null when there is none.</summary>
    public DeliveryAddress? Address
    {
        get => DeliveryAddresses.OrNull(new DeliveryAddress(AddressLine1, AddressLine2, City, PostCode, State, Country));
        set => (AddressLine1, AddressLine2, City, PostCode, State, Country) =
            (value?.Line1, value?.Line2, value?.City, value?.PostCode, value?.State, value?.Country);
    }
}

internal static class DeliveryAddresses
{
    private static readonly DeliveryAddress Nothing = new(null, null, null, null, null, null);

    /// <summary>An address without a single line is no address.</summary>
    public static DeliveryAddress? OrNull(DeliveryAddress? address) => address == Nothing ? null : address;
}
