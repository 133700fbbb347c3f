using System.Collections.Immutable;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>What a company's administrators set up, at one moment. Never changes: each operation of <see cref="BobWorld"/> makes another one.</summary>
/// <param name="ServiceUsers">In the order of creation.</param>
/// <param name="Groups">In the order of creation.</param>
public sealed record CompanySettings(ImmutableList<ServiceUser> ServiceUsers, ImmutableList<PermissionGroup> Groups)
{
    /// <summary>True once an administrator has connected service users on the Integrations page.</summary>
    public bool ServiceUsersConnected { get; init; }

    /// <summary>The company's saved reports.</summary>
    public ImmutableList<Report> Reports { get; init; } = [];

    /// <summary>What was changed about the company itself.</summary>
    public TenantChanges Changes { get; init; } = TenantChanges.None;

    /// <summary>A company where nobody set up anything.</summary>
    public static CompanySettings Empty { get; } = new([], []);

    /// <summary>The service user with that id, or null.</summary>
    public ServiceUser? FindServiceUser(string id) => ServiceUsers.Find(user => user.Id == id);

    /// <summary>The group with that id, or null.</summary>
    public PermissionGroup? FindGroup(string id) => Groups.Find(group => group.Id == id);

    /// <summary>The groups that have the service user as a member.</summary>
    public IEnumerable<PermissionGroup> GroupsOf(string serviceUserId) =>
        Groups.Where(group => group.Members.ServiceUserIds.Contains(serviceUserId));
}
