using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.Shared;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>Bob's settings as an administrator sees them, under <c>/bob</c>: ordinary pages and forms over the same <see cref="BobWorld"/>
/// that the API reads.</summary>
internal static class BobConsole
{
    public static void AddBobConsole(this WebApplicationBuilder builder)
    {
        builder.Services.AddSandboxPages();
        builder.Services.AddSingleton<ShownOnce>().AddSingleton<RecentCalls>();
    }

    public static void MapBobConsole(this WebApplication app)
    {
        app.UseWhen(context => context.GetEndpoint()?.Metadata.GetMetadata<ApiEndpoint>() is not null, api => api.UseMiddleware<CallRecorder>());
        app.MapGet(ConsoleAddresses.Root, (BobWorld world) => Results.Redirect(ConsoleAddresses.Home(world.Tenants[0])));
        var company = app.MapGroup(ConsoleAddresses.Root + "/{company}").AddEndpointFilter(AnswerNotFound);
        IntegrationEndpoints.Map(company);
        GroupEndpoints.Map(company);
        PeoplesDataEndpoints.Map(company);
        ControlEndpoints.Map(company);
        CompanyEndpoints.Map(company);
    }

    private static async ValueTask<object?> AnswerNotFound(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (KeyNotFoundException)
        {
            return new ConsolePage<Pages.NotFoundPage>(StatusCodes.Status404NotFound);
        }
    }
}
