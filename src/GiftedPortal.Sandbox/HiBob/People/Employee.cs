using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>A made-up person.</summary>
internal sealed record Employee
{
    public required int Index { get; init; }
    public required Workforce Workforce { get; init; }
    public required PersonName Name { get; init; }

    public required Site Site { get; init; }
    public required Department Department { get; init; }
    public required ListItem Title { get; init; }
    public required PersonName? Manager { get; init; }

    public required string LifecycleStatus { get; init; }
    public required DateOnly StartDate { get; init; }

    /// <summary>When the present lifecycle status began.</summary>
    public required DateOnly StatusSince { get; init; }
    public required DateOnly? TerminationDate { get; init; }
    public required ListItem Contract { get; init; }
    public required ListItem EmploymentType { get; init; }

    public required DateOnly BirthDate { get; init; }
    public required HomeLife Home { get; init; }
    public required PrivateContact Contact { get; init; }
    public required HomeAddress? Address { get; init; }

    /// <summary>True for somebody whom an API call created: only what was written is known of them.</summary>
    public bool IsNew { get; init; }

    /// <summary>What API calls wrote, by field id. Goes before what was made up; null where a field was emptied.</summary>
    public IReadOnlyDictionary<string, BobValue?> Written { get; init; } = NothingWritten;

    /// <summary>The rows that API calls added to tables.</summary>
    public IReadOnlyList<RowWritten> WrittenRows { get; init; } = [];

    public string Id => Name.Id;

    private static readonly IReadOnlyDictionary<string, BobValue?> NothingWritten = new Dictionary<string, BobValue?>();
}

/// <summary>What other people's records show of a person.</summary>
internal sealed record PersonName(string Id, string FirstName, string Surname, string Email)
{
    public string DisplayName { get; } = $"{FirstName} {Surname}";
}

/// <summary>Family, as far as Bob's Home section knows it. Null where the person did not say.</summary>
internal sealed record HomeLife(ListItem? FamilyStatus, ListItem? Gender, int? Children, string? SpouseFirstName, DateOnly? SpouseBirthDate);

/// <summary>How to reach somebody outside work. Null where the person did not say.</summary>
internal sealed record PrivateContact(string? Email, string? Phone, string? Mobile);

/// <summary>Where somebody lives.</summary>
internal sealed record HomeAddress(string Line1, string? Line2, string City, string? PostCode, string Country, string? State, DateOnly Since);
