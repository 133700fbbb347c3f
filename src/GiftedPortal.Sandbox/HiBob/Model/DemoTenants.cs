using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>The companies that the sandbox starts with.</summary>
public static class DemoTenants
{
    /// <summary>1,000 people, the older permission model, and no service user: the newcomer creates it.</summary>
    public static Tenant Acme { get; } = new(637323, "Acme", PermissionDialect.Category, FieldCatalogue.Default, new(637323, 1_000, "acme.example"));

    /// <summary>120 people, field-level permissions, a renamed category and a moved field; comes with a service user that may read everything.</summary>
    public static Tenant Globex { get; } = new(
        704118, "Globex", PermissionDialect.FieldLevel, FieldCatalogue.Default.Rename("home", "Demographic").Move("home.mobilePhone", "home"),
        new PeopleSource(704118, 120, "globex.example"));

    /// <summary>Nobody works here yet.</summary>
    public static Tenant Umbra { get; } = new(811002, "Umbra", PermissionDialect.Category, FieldCatalogue.Default, new(811002, 0, "umbra.example"));

    /// <summary>A dozen people, each with exactly one row in every table, so that histories cannot be told from sections.</summary>
    public static Tenant Hooli { get; } = new(923450, "Hooli", PermissionDialect.Category, FieldCatalogue.Default, new(923450, 12, "hooli.example", oneRowEach: true));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Tenant> All { get; } = [Acme, Globex, Umbra, Hooli];

    /// <summary>Globex's ready-made service user. Its token is public: it opens made-up people only.</summary>
    public static ServiceUserCredentials GlobexServiceUser { get; } = new("SERVICE-70411", "globex-demonstration-token");

    /// <summary>Sets up Globex, unless an administrator has set up something there already.</summary>
    internal static void SetUp(BobWorld world)
    {
        var globex = Globex.CompanyId;
        if (world.FindTenant(globex) is not { } tenant || world.SettingsOf(globex) != CompanySettings.Empty)
            return;

        world.AddServiceUser(globex, GlobexServiceUser, "Gifted Service User", "Gifted Integration");
        var group = world.CreateGroup(globex, "Gifted");
        world.SetMembers(globex, group.Id, GroupMembers.Only(GlobexServiceUser.Id));
        world.SetAudience(globex, group.Id, Audience.WithStatus(LifecycleStatus.All));
        world.SetGrants(globex, group.Id, tenant.PermissionLines.Where(line => line.Kind is not GrantKind.Edit).Select(line => line.Grant));
    }
}
