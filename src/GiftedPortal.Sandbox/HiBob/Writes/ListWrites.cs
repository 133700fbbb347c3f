using System.Globalization;
using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Writes;

/// <summary><c>POST /company/named-lists/{name}</c>: one more item (https://apidocs.hibob.com/reference/post_company-named-lists-listname). Which permission it needs
/// is not published.</summary>
internal static class ListWrites
{
    public static async Task<IResult> AddAsync(HttpContext context, BobWorld world, string name)
    {
        var tenant = world.Latest(Caller.Of(context).Tenant);
        if (NamedLists.Find(tenant, name) is not { } list)
            return NamedLists.NotFound(name);
        if (WrittenFields.Text(await WrittenFields.BodyAsync(context), "name") is not { } item)
            return WriteRefusals.Missing(["name"]);
        if (list.Items.Any(known => known.Name == item))
            return WriteRefusals.AlreadyThere(item);

        var added = new ListItem((900_000_000 + list.Items.Count).ToString(CultureInfo.InvariantCulture), item);
        world.Write(tenant.CompanyId, new ItemWritten(world.Now, name, added));
        return Results.Json(new { id = list.IdOf(added) });
    }
}
