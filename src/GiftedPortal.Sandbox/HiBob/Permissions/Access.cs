using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Permissions;

/// <summary>What one service user may see of whom, during one call. Groups add up employee by employee: a group opens its fields for its own audience only.</summary>
internal sealed class Access
{
    private readonly Tenant _tenant;
    private readonly List<PermissionGroup> _groups;
    private readonly List<FieldAccess> _combinations = [];

    public Access(Tenant tenant, ServiceUser user, CompanySettings settings)
    {
        _tenant = tenant;
        _groups = [.. settings.GroupsOf(user.Id).Where(group => !group.Audience.IsEmpty)];
    }

    /// <summary>True for a service user in no group, or in groups that choose nobody.</summary>
    public bool IsNone => _groups.Count == 0;

    /// <summary>True where some group opens the table for somebody.</summary>
    public bool OpensTable(IEnumerable<Field> columns) =>
        columns.Any(column => _groups.Any(group => new FieldAccess(_tenant, [group]) is var access && (access.CanView(column) || access.CanViewHistory(column))));

    /// <summary>True where some group has that standalone line.</summary>
    public bool Has(string line) => _groups.Any(group => new FieldAccess(_tenant, [group]).Has(line, GrantKind.View));

    /// <summary>True where some group may change that field of somebody.</summary>
    public bool CanEdit(Field field) => _groups.Any(group => new FieldAccess(_tenant, [group]).CanEdit(field));

    /// <summary>What may be seen of this employee, or null for somebody outside the audience.</summary>
    public FieldAccess? Of(Employee employee)
    {
        var groups = _groups.FindAll(group => group.Audience.Includes(employee.Id, employee.LifecycleStatus));
        if (groups.Count == 0)
            return null;

        if (_combinations.Find(known => known.Groups.SequenceEqual(groups)) is { } found)
            return found;

        var access = new FieldAccess(_tenant, groups);
        _combinations.Add(access);
        return access;
    }
}
