using GiftedPortal.Sandbox.HiBob.Console.Pages;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.Shared;
using Microsoft.AspNetCore.Mvc;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>Settings › Account › Integrations, and the service users behind its tile.</summary>
internal static class IntegrationEndpoints
{
    private const int NameLength = 100;

    public static void Map(IEndpointRouteBuilder company)
    {
        company.MapGet("", (CompanyConsole console) => new ConsolePage<SettingsPage>(new { console.Company }));
        company.MapGet("/integrations", (CompanyConsole console) => new ConsolePage<IntegrationsPage>(new { console.Company, console.Settings }));
        company.MapPost("/integrations/connect", Connect).RequireOwnForm();
        company.MapGet("/integrations/service-users", (CompanyConsole console) => new ConsolePage<ServiceUsersPage>(new { console.Company, console.Settings }));
        company.MapGet("/integrations/service-users/new", (CompanyConsole console) => new ConsolePage<NewServiceUserPage>(new { console.Company }));
        company.MapPost("/integrations/service-users/new", Create).RequireOwnForm();
        company.MapGet("/integrations/service-users/{id}/credentials", ShowCredentials);
        company.MapPost("/integrations/service-users/{id}/refresh", Refresh).RequireOwnForm();
        company.MapPost("/integrations/service-users/{id}/delete", Delete).RequireOwnForm();
    }

    private static IResult Connect(CompanyConsole console)
    {
        console.World.ConnectServiceUsers(console.Id);
        return Results.Redirect(ConsoleAddresses.Integrations(console.Company));
    }

    private static IResult Create(CompanyConsole console, ShownOnce shown, [FromForm] string? name, [FromForm] string? displayName)
    {
        var (typed, typedDisplay) = (name?.Trim() ?? "", displayName?.Trim() ?? "");
        if (typed.Length is 0 or > NameLength || typedDisplay.Length is 0 or > NameLength)
            return new ConsolePage<NewServiceUserPage>(StatusCodes.Status400BadRequest, new { console.Company, Name = typed, DisplayName = typedDisplay, Refused = true });

        return Show(console, shown, console.World.CreateServiceUser(console.Id, typed, typedDisplay));
    }

    private static IResult Refresh(CompanyConsole console, ShownOnce shown, string id) => Show(console, shown, console.World.RefreshToken(console.Id, id));

    private static IResult Delete(CompanyConsole console, string id)
    {
        console.World.DeleteServiceUser(console.Id, id);
        return Results.Redirect(ConsoleAddresses.ServiceUsers(console.Company));
    }

    private static IResult Show(CompanyConsole console, ShownOnce shown, ServiceUserCredentials credentials)
    {
        shown.Keep(credentials);
        return Results.Redirect(ConsoleAddresses.ServiceUser(console.Company, credentials.Id, "credentials"));
    }

    private static ConsolePage<CredentialsPage> ShowCredentials(CompanyConsole console, ShownOnce shown, string id)
    {
        var user = console.Settings.FindServiceUser(id) ?? throw new KeyNotFoundException($"There is no service user {id}.");
        return new(new { console.Company, User = user, shown.Take(id)?.Token });
    }
}
