using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>Where the console's pages are.</summary>
internal static class ConsoleAddresses
{
    public const string Root = "/bob";

    public static string Slug(Tenant company) => company.Name.ToLowerInvariant().Replace(' ', '-');

    public static string Home(Tenant company) => $"{Root}/{Uri.EscapeDataString(Slug(company))}";

    public static string Integrations(Tenant company) => Home(company) + "/integrations";

    public static string Connect(Tenant company) => Integrations(company) + "/connect";

    public static string ServiceUsers(Tenant company) => Integrations(company) + "/service-users";

    public static string NewServiceUser(Tenant company) => ServiceUsers(company) + "/new";

    public static string ServiceUser(Tenant company, string id, string action) => $"{ServiceUsers(company)}/{Uri.EscapeDataString(id)}/{action}";

    public static string Groups(Tenant company) => Home(company) + "/permission-groups";

    public static string NewGroup(Tenant company) => Groups(company) + "/new";

    public static string Group(Tenant company, string id) => $"{Groups(company)}/{Uri.EscapeDataString(id)}";

    public static string Members(Tenant company, string id) => Group(company, id) + "/members";

    public static string DeleteGroup(Tenant company, string id) => Group(company, id) + "/delete";

    public static string PeoplesData(Tenant company, string id) => Group(company, id) + "/peoples-data";

    public static string Permissions(Tenant company, string id) => PeoplesData(company, id) + "/permissions";

    public static string Fields(Tenant company, string id, string categoryId) => $"{PeoplesData(company, id)}/fields/{Uri.EscapeDataString(categoryId)}";

    public static string Controls(Tenant company) => Home(company) + "/sandbox-controls";

    public static string CompanyControls(Tenant company) => Controls(company) + "/company";
}
