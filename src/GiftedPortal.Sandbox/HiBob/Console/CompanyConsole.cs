using System.Reflection;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>The console of the company that the address names. Whatever is asked of it and does not exist throws <see cref="KeyNotFoundException"/>.</summary>
internal sealed class CompanyConsole(BobWorld world, string slug)
{
    public BobWorld World => world;

    public Tenant Company => world.Tenants.FirstOrDefault(tenant => string.Equals(ConsoleAddresses.Slug(tenant), slug, StringComparison.OrdinalIgnoreCase))
        ?? throw new KeyNotFoundException($"There is no company {slug}.");

    public long Id => Company.CompanyId;

    public CompanySettings Settings => world.SettingsOf(Id);

    public PermissionGroup Group(string id) => Settings.FindGroup(id) ?? throw new KeyNotFoundException($"There is no permission group {id}.");

    public static ValueTask<CompanyConsole> BindAsync(HttpContext context, ParameterInfo _) =>
        ValueTask.FromResult(new CompanyConsole(context.RequestServices.GetRequiredService<BobWorld>(), (string)context.GetRouteValue("company")!));
}
