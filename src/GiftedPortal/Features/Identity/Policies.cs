namespace GiftedPortal.Features.Identity;

/// <summary>Names of the authorization policies.</summary>
public static class Policies
{
    /// <summary>A member of a customer.</summary>
    public const string Member = nameof(Member);

    /// <summary>Anybody on Gifted's staff.</summary>
    public const string Staff = nameof(Staff);

    /// <summary>May read sync runs.</summary>
    public const string ReadRuns = nameof(ReadRuns);

    /// <summary>May decide on submissions.</summary>
    public const string Approve = nameof(Approve);

    /// <summary>May read the audit trail.</summary>
    public const string ReadAudit = nameof(ReadAudit);

    /// <summary>May invite customers and see them all.</summary>
    public const string ManageCustomers = nameof(ManageCustomers);
}
