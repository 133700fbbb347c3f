namespace GiftedPortal.Features.Identity;

/// <summary>What kind of somebody acts.</summary>
public enum ActorKind
{
    /// <summary>A person of a customer.</summary>
    Member,

    /// <summary>A person at Gifted.</summary>
    Staff,

    /// <summary>The portal itself, in a job.</summary>
    System,

    /// <summary>Signed in, but neither a member nor staff.</summary>
    Stranger,

    /// <summary>A person at Gifted who looks at one customer's pages as its members see them. May read what they read, and change nothing.</summary>
    Viewer,
}

/// <summary>Who does something: given to every operation of every service, which decides by it what is allowed.</summary>
/// <param name="Id">The sign-in provider's subject; stable, never shown.</param>
/// <param name="Name">Shown on screens and in the audit trail.</param>
/// <param name="Email">Where messages go; null for the system.</param>
/// <param name="Kind">Member, staff or system.</param>
/// <param name="CustomerId">The customer that a member belongs to, or that a viewer looks at.</param>
/// <param name="Roles">The roles of a person at Gifted.</param>
public sealed record Actor(string Id, string Name, string? Email, ActorKind Kind, Guid? CustomerId, StaffRoles Roles)
{
    /// <summary>From where: network address and kind of browser, for the audit trail; null for the portal itself.</summary>
    public string? Origin { get; init; }

    /// <summary>The portal itself.</summary>
    /// <param name="job">The job's name, shown in the audit trail.</param>
    public static Actor System(string job) => new($"system:{job}", job, null, ActorKind.System, null, StaffRoles.None);

    /// <summary>A person at Gifted with at least one role.</summary>
    public bool IsStaff => Kind == ActorKind.Staff && Roles != StaffRoles.None;

    /// <summary>Has at least one of the roles.</summary>
    public bool HasAny(StaffRoles roles) => Kind == ActorKind.Staff && (Roles & roles) != 0;

    /// <summary>May read what belongs to this customer: its own members, staff, who views it, and the system.</summary>
    public bool MaySee(Guid customerId) => Kind == ActorKind.System || IsStaff || IsMemberOf(customerId) || (Kind == ActorKind.Viewer && CustomerId == customerId);

    /// <summary>Is a member of this customer.</summary>
    public bool IsMemberOf(Guid customerId) => Kind == ActorKind.Member && CustomerId == customerId;
}

/// <summary>Roles of people at Gifted.</summary>
[Flags]
public enum StaffRoles
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Decides on connections.</summary>
    Reviewer = 1,

    /// <summary>Reads sync logs, starts, pauses and resumes syncs.</summary>
    Operator = 2,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor = 4,

    /// <summary>Invites customers, sets roles and settings.</summary>
    Admin = 8,

    /// <summary>Any of them.</summary>
    Any = Reviewer | Operator | Auditor | Admin,
}
