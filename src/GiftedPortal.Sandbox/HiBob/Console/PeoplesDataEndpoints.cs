using GiftedPortal.Sandbox.HiBob.Console.Pages;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.Shared;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>A group's People's Data: whose data its members see, and what of it.</summary>
internal static class PeoplesDataEndpoints
{
    public static void Map(IEndpointRouteBuilder company)
    {
        var data = company.MapGroup("/permission-groups/{id}/peoples-data");
        data.MapGet("", (CompanyConsole console, string id, string? saved) =>
            new ConsolePage<PeoplesDataPage>(new { console.Company, Group = console.Group(id), Saved = saved is not null }));
        data.MapPost("", SaveAudience).RequireOwnForm();
        data.MapGet("/permissions", (CompanyConsole console, string id) => new ConsolePage<PermissionsPage>(new { console.Company, Group = console.Group(id) }));
        data.MapPost("/permissions", SavePermissions).RequireOwnForm();
        data.MapGet("/fields/{categoryId}", (CompanyConsole console, string id, string categoryId) =>
            new ConsolePage<FieldsPage>(new { console.Company, Group = console.Group(id), Category = Category(console, categoryId) }));
        data.MapPost("/fields/{categoryId}", SaveFields).RequireOwnForm();
    }

    private static IResult SaveAudience(CompanyConsole console, string id, IFormCollection form)
    {
        // People chosen by name cannot be set here; their audience stays unless another one is chosen.
        if (AudienceForm.Read(form, console.Company.Statuses) is { } audience) console.World.SetAudience(console.Id, id, audience);
        return Results.Redirect(form["next"] == "permissions"
            ? ConsoleAddresses.Permissions(console.Company, id)
            : ConsoleAddresses.PeoplesData(console.Company, id) + "?saved=audience");
    }

    private static IResult SavePermissions(CompanyConsole console, string id, IFormCollection form)
    {
        console.World.SetGrants(console.Id, id, console.Company.PermissionLines.Select(line => line.Grant).Where(grant => form["grant"].Contains(ConsoleNames.Of(grant))));
        return Results.Redirect(ConsoleAddresses.PeoplesData(console.Company, id) + "?saved=permissions");
    }

    private static IResult SaveFields(CompanyConsole console, string id, string categoryId, IFormCollection form)
    {
        if (console.Company.Dialect is not PermissionDialect.FieldLevel) return Results.BadRequest();
        var category = Category(console, categoryId);
        foreach (var field in console.Company.Fields.Fields.Where(field => field.CategoryId == category.Id))
            foreach (var kind in Enum.GetValues<GrantKind>())
                console.World.SetFieldOverride(console.Id, id, field.Id, kind, bool.TryParse(form[ConsoleNames.Of(field.Id, kind)], out var allowed) ? allowed : null);
        return Results.Redirect(ConsoleAddresses.Permissions(console.Company, id));
    }

    private static Category Category(CompanyConsole console, string id) =>
        console.Company.Fields.Categories.FirstOrDefault(category => category.Id == id) ?? throw new KeyNotFoundException($"There is no category {id}.");
}
