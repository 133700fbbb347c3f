using GiftedPortal.Sandbox.HiBob.Console.Pages;
using GiftedPortal.Sandbox.Shared;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>What no Bob has: making the API fail, and seeing who called it.</summary>
internal static class ControlEndpoints
{
    public static void Map(IEndpointRouteBuilder company)
    {
        company.MapGet("/sandbox-controls", (CompanyConsole console, RecentCalls calls) => new ConsolePage<ControlsPage>(new
        {
            console.Company, Faults = console.World.FaultsOf(console.Id), Calls = calls.Of(console.Id),
        }));
        company.MapPost("/sandbox-controls", SetFault).RequireOwnForm();
    }

    private static IResult SetFault(CompanyConsole console, IFormCollection form)
    {
        if (FaultForm.Read(form) is not { } fault) return Results.BadRequest();
        console.World.SetFault(console.Id, null, fault);
        return Results.Redirect(ConsoleAddresses.Controls(console.Company));
    }
}
