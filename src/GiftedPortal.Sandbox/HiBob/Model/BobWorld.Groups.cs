using System.Globalization;
using System.Security.Cryptography;

namespace GiftedPortal.Sandbox.HiBob.Model;

public sealed partial class BobWorld
{
    /// <summary>Creates a permission group the way Bob does: all employees are its members, no service user is, and nothing is ticked.</summary>
    /// <returns>The new group.</returns>
    public PermissionGroup CreateGroup(long companyId, string name)
    {
        var id = RandomNumberGenerator.GetInt32(1_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        var group = PermissionGroup.New(id, name);
        Change(companyId, settings => settings with { Groups = settings.Groups.Add(group) });
        return group;
    }

    /// <summary>Gives the group another name.</summary>
    public void RenameGroup(long companyId, string groupId, string name) =>
        ChangeGroup(companyId, groupId, group => group with { Name = name });

    /// <summary>Removes the group and what it allowed.</summary>
    public void DeleteGroup(long companyId, string groupId) =>
        Change(companyId, settings => settings with { Groups = settings.Groups.Remove(Group(settings, groupId)) });

    /// <summary>Says who has the group's permissions. Takes effect with the next call.</summary>
    public void SetMembers(long companyId, string groupId, GroupMembers members) =>
        ChangeGroup(companyId, groupId, group => group with { Members = members });

    /// <summary>Says whose data the group's members may see.</summary>
    public void SetAudience(long companyId, string groupId, Audience audience) =>
        ChangeGroup(companyId, groupId, group => group with { Audience = audience });

    /// <summary>Ticks one box, or unticks it.</summary>
    public void SetGrant(long companyId, string groupId, Grant grant, bool allowed) =>
        ChangeGroup(companyId, groupId, group => group with { Grants = allowed ? group.Grants.Add(grant) : group.Grants.Remove(grant) });

    /// <summary>Replaces all ticks at once, as saving the People's data page does.</summary>
    public void SetGrants(long companyId, string groupId, IEnumerable<Grant> grants) =>
        ChangeGroup(companyId, groupId, group => group with { Grants = [.. grants] });

    /// <summary>Makes one field differ from its category, or inherit again.</summary>
    /// <param name="companyId">A company with field-level permissions.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="fieldId">The field.</param>
    /// <param name="kind">Which permission.</param>
    /// <param name="allowed">True to open, false to close, null to inherit from the category.</param>
    /// <exception cref="InvalidOperationException">The company has the older permission model.</exception>
    public void SetFieldOverride(long companyId, string groupId, string fieldId, GrantKind kind, bool? allowed)
    {
        if (FindTenant(companyId) is { Dialect: not PermissionDialect.FieldLevel })
            throw new InvalidOperationException($"Company {companyId} sets permissions for whole categories only.");

        ChangeGroup(companyId, groupId, group =>
        {
            var others = group.Overrides.RemoveAll(item => item.FieldId == fieldId && item.Kind == kind);
            return group with { Overrides = allowed is { } open ? others.Add(new(fieldId, kind, open)) : others };
        });
    }

    private void ChangeGroup(long companyId, string groupId, Func<PermissionGroup, PermissionGroup> change) => Change(companyId, settings =>
    {
        var group = Group(settings, groupId);
        return settings with { Groups = settings.Groups.Replace(group, change(group)) };
    });

    private static PermissionGroup Group(CompanySettings settings, string groupId) =>
        settings.FindGroup(groupId) ?? throw new KeyNotFoundException($"There is no permission group {groupId}.");
}
