using Microsoft.AspNetCore.Authorization;

namespace GiftedPortal.Features.Identity;

/// <summary>Names of the authorization policies; each page carries one.</summary>
public static class Policies
{
    /// <summary>Anybody who is signed in, invited or not.</summary>
    public const string SignedIn = nameof(SignedIn);

    /// <summary>A person of a customer, or somebody at Gifted who views it.</summary>
    public const string Member = nameof(Member);

    /// <summary>A person of a customer, for that customer's connection. Registered by the connections, which know whose is whose.</summary>
    public const string OwnConnection = nameof(OwnConnection);

    /// <summary>A person at Gifted, whatever the role.</summary>
    public const string Staff = nameof(Staff);

    /// <summary>Decides on connections.</summary>
    public const string Approve = nameof(Approve);

    /// <summary>Reads sync runs.</summary>
    public const string ReadRuns = nameof(ReadRuns);

    /// <summary>Starts, pauses and resumes syncs.</summary>
    public const string OperateSyncs = nameof(OperateSyncs);

    /// <summary>Reads the audit trail.</summary>
    public const string ReadAudit = nameof(ReadAudit);

    /// <summary>Takes a connection's evidence out of the portal.</summary>
    public const string ReadEvidence = nameof(ReadEvidence);

    /// <summary>Adds customers and members.</summary>
    public const string ManageCustomers = nameof(ManageCustomers);

    /// <summary>Sends messages again.</summary>
    public const string ResendLetters = nameof(ResendLetters);

    /// <summary>Registers all of them but <see cref="OwnConnection"/>.</summary>
    public static void Register(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(Member, policy => policy.RequireAssertion(context => PortalClaims.ToActor(context.User).Kind is ActorKind.Member or ActorKind.Viewer));
        AddStaff(Staff, StaffRoles.Any);
        AddStaff(Approve, StaffRoles.Reviewer | StaffRoles.Admin);
        AddStaff(ReadRuns, StaffRoles.Any);
        AddStaff(OperateSyncs, StaffRoles.Operator | StaffRoles.Admin);
        AddStaff(ReadAudit, StaffRoles.Auditor | StaffRoles.Admin);
        AddStaff(ReadEvidence, StaffRoles.Reviewer | StaffRoles.Auditor | StaffRoles.Admin);
        AddStaff(ManageCustomers, StaffRoles.Admin);
        AddStaff(ResendLetters, StaffRoles.Operator | StaffRoles.Admin);

        void AddStaff(string name, StaffRoles roles) =>
            options.AddPolicy(name, policy => policy.RequireAssertion(context => PortalClaims.ToActor(context.User).HasAny(roles)));
    }
}
