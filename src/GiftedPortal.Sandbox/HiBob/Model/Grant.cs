namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>What a permission allows.</summary>
public enum GrantKind
{
    /// <summary>To see the current values.</summary>
    View,

    /// <summary>To see earlier rows as well.</summary>
    ViewHistory,

    /// <summary>To change values.</summary>
    Edit,
}

/// <summary>One ticked box of a permission group.</summary>
/// <param name="CategoryId">A category of the company, or a standalone line such as <see cref="PermissionLine.Email"/>.</param>
/// <param name="Kind">What is allowed.</param>
public sealed record Grant(string CategoryId, GrantKind Kind);

/// <summary>The setting of one field that differs from its category's. Only companies with field-level permissions have any.</summary>
/// <param name="FieldId">The field.</param>
/// <param name="Kind">Which permission differs.</param>
/// <param name="Allowed">True where the field is open although the category is not; false the other way round.</param>
public sealed record FieldOverride(string FieldId, GrantKind Kind, bool Allowed);

/// <summary>Which of Bob's two permission models a company has
/// (https://apidocs.hibob.com/docs/employee-data-api-field-level-permissions).</summary>
public enum PermissionDialect
{
    /// <summary>The older one: a category is open or closed as a whole; sensitive fields need Edit as well.</summary>
    Category,

    /// <summary>The newer one: each field inherits from its category or differs from it; no field is special.</summary>
    FieldLevel,
}
