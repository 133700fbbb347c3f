using System.Globalization;
using GiftedPortal.Sandbox.HiBob.Console.Pages;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.Shared;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>What no Bob has: making another company of this one.</summary>
internal static class CompanyEndpoints
{
    public static void Map(IEndpointRouteBuilder company)
    {
        var controls = company.MapGroup("/sandbox-controls/company");
        controls.MapGet("", (CompanyConsole console) => Page(console));
        Change(controls, "", Reshape);
        Change(controls, "/rename", (console, form) => console.World.RenameCategory(console.Id, form["category"].ToString(), Name(form)));
        Change(controls, "/move", (console, form) => console.World.MoveField(console.Id, form["field"].ToString(), form["category"].ToString()));
        Change(controls, "/categories", (console, form) => console.World.AddCategory(console.Id, Name(form)));
        Change(controls, "/fields", (console, form) => console.World.AddCustomField(console.Id, form["category"].ToString(), Name(form), form["type"].ToString()));
        Change(controls, "/reset", (console, _) =>
        {
            console.World.ChangeTenant(console.Id, TenantChanges.None);
            console.World.ForgetWritings(console.Id);
        });
    }

    private static void Change(RouteGroupBuilder controls, string route, Action<CompanyConsole, IFormCollection> change) => controls.MapPost(route, IResult (CompanyConsole console, IFormCollection form) =>
    {
        try
        {
            change(console, form);
            return Results.Redirect(ConsoleAddresses.CompanyControls(console.Company));
        }
        catch (ArgumentException)
        {
            return Page(console, refused: true);
        }
    }).RequireOwnForm();

    private static void Reshape(CompanyConsole console, IFormCollection form)
    {
        if (!int.TryParse(form["employees"], NumberStyles.None, CultureInfo.InvariantCulture, out var employees))
            throw new ArgumentException("The number of employees is no number.");
        console.World.ChangeTenant(console.Id, console.Settings.Changes with
        {
            Dialect = form["dialect"] == nameof(PermissionDialect.FieldLevel) ? PermissionDialect.FieldLevel : PermissionDialect.Category,
            Employees = employees,
            OwnStatus = form["ownStatus"].ToString().Trim() is { Length: > 0 } status ? status : null,
            OneRowEach = form.ContainsKey("oneRowEach"),
            Quirks = QuirkSwitches.Read(form),
        });
    }

    private static string Name(IFormCollection form) =>
        form["name"].ToString().Trim() is { Length: > 0 and <= 100 } name ? name : throw new ArgumentException("The name is empty or too long.");

    private static ConsolePage<CompanyPage> Page(CompanyConsole console, bool refused = false) =>
        new(refused ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, new { console.Company, Refused = refused });
}
