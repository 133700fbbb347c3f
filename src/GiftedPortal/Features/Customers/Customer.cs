namespace GiftedPortal.Features.Customers;

/// <summary>A company that Gifted works for.</summary>
public sealed class Customer
{
    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name that Gifted knows the company by.</summary>
    public required string Name
    {
        get;
        init
        {
            field = value;
            NameKey = CompanyKey.StartOf(value);
        }
    }

    /// <summary>The name's <see cref="CompanyKey.StartOf"/>, by which customers of the same name are found.</summary>
    public string NameKey { get; private init; } = "";

    /// <summary>True: the company synced with Gifted under the old method, so its connection's name must end in <c>Service User</c>.</summary>
    public bool SyncedBefore { get; set; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The people who may sign in for it.</summary>
    public List<Member> Members { get; } = [];
}

/// <summary>A person of a customer, known by e-mail address before the first sign-in and by the provider's subject after it.</summary>
public sealed class Member
{
    /// <summary>Key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>E-mail address in lower case; unique.</summary>
    public required string Email { get; init; }

    /// <summary>The language of screens and messages as chosen by the person, such as <c>he</c>; null: not chosen, the browser's counts.</summary>
    public string? Language { get; set; }

    /// <summary>True: is here only while something is handed over to this person, see the hand-over; membership ends with it.</summary>
    public bool IsGuest { get; init; }

    /// <summary>The sign-in provider's subject, taken at the first sign-in.</summary>
    public string? Subject { get; set; }

    /// <summary>UTC; null before the first sign-in.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }
}
