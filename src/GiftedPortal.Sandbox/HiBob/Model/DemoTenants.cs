namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>The companies that the sandbox starts with.</summary>
public static class DemoTenants
{
    /// <summary>1,000 people, the older permission model, and no service user: the newcomer creates it.</summary>
    public static Tenant Acme { get; } = new(637323, "Acme", PermissionDialect.Category, FieldCatalogue.Default);

    /// <summary>120 people, field-level permissions, a renamed category and a moved field; comes with a service user that may read everything.</summary>
    public static Tenant Globex { get; } = new(
        704118, "Globex", PermissionDialect.FieldLevel, FieldCatalogue.Default.Rename("home", "Demographic").Move("home.mobilePhone", "home"));

    /// <summary>Nobody works here yet.</summary>
    public static Tenant Umbra { get; } = new(811002, "Umbra", PermissionDialect.Category, FieldCatalogue.Default);

    /// <summary>A dozen people, each with exactly one row in every table, so that histories cannot be told from sections.</summary>
    public static Tenant Hooli { get; } = new(923450, "Hooli", PermissionDialect.Category, FieldCatalogue.Default);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Tenant> All { get; } = [Acme, Globex, Umbra, Hooli];
}
