using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Permissions;

/// <summary>What some groups together open.</summary>
internal sealed class FieldAccess(Tenant tenant, List<PermissionGroup> groups)
{
    public List<PermissionGroup> Groups { get; } = groups;

    /// <summary>Sensitive fields need Edit as well in the older permission model; in the newer one they are fields like others
    /// (https://apidocs.hibob.com/docs/employee-data-api-field-level-permissions).</summary>
    public bool CanView(Field field) =>
        (Opens(field, GrantKind.View) || (field.Id == "root.email" && OpensEmail) || (field.Id == "root.id" && tenant.Quirks.IdWithoutBasicInfo))
        && (field.Id != "root.email" || !tenant.Quirks.EmailNeedsEmailLine || OpensEmail)
        && (!field.Sensitive || tenant.Dialect is PermissionDialect.FieldLevel || Opens(field, GrantKind.Edit));

    public bool CanEdit(Field field) => Opens(field, GrantKind.Edit);

    /// <summary>True where a standalone line is ticked.</summary>
    public bool Has(string line, GrantKind kind) => Groups.Exists(group => group.Grants.Contains(new(line, kind)));

    public bool CanViewHistory(Field field) => Opens(field, GrantKind.ViewHistory);

    private bool OpensEmail => Has(PermissionLine.Email, GrantKind.View);

    private bool Opens(Field field, GrantKind kind) => Groups.Exists(group => Opens(group, field, kind));

    private bool Opens(PermissionGroup group, Field field, GrantKind kind) =>
        (tenant.Dialect is PermissionDialect.FieldLevel ? group.Overrides.Find(item => item.FieldId == field.Id && item.Kind == kind)?.Allowed : null)
        ?? group.Grants.Contains(new(field.CategoryId, kind));
}
