using System.Collections.Immutable;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>Who may see what of whom. What several groups allow adds up.</summary>
/// <param name="Id">Made by the sandbox, unique in a company.</param>
/// <param name="Name">The name that the administrator gave it.</param>
/// <param name="Members">Who has the group's permissions.</param>
/// <param name="Audience">Whose data they may see.</param>
/// <param name="Grants">The ticked boxes.</param>
/// <param name="Overrides">Single fields that differ from their category; empty in the older permission model.</param>
public sealed record PermissionGroup(
    string Id, string Name, GroupMembers Members, Audience Audience, ImmutableHashSet<Grant> Grants, ImmutableList<FieldOverride> Overrides)
{
    /// <summary>A group as Bob starts it: its members are all employees, and it allows nothing yet.</summary>
    internal static PermissionGroup New(string id, string name) => new(id, name, GroupMembers.Initial, Audience.EveryoneEmployed, [], []);
}

/// <summary>Who has a group's permissions.</summary>
/// <param name="EveryoneEmployed">The condition that a new group starts with: every employed person is a member. Left in place, the whole staff gets the group's rights.</param>
/// <param name="ServiceUserIds">Service users added by name.</param>
public sealed record GroupMembers(bool EveryoneEmployed, ImmutableHashSet<string> ServiceUserIds)
{
    /// <summary>The members of a group that was just created.</summary>
    public static GroupMembers Initial { get; } = new(true, []);

    /// <summary>Named service users and nobody else.</summary>
    public static GroupMembers Only(params IEnumerable<string> serviceUserIds) => new(false, [.. serviceUserIds]);
}
