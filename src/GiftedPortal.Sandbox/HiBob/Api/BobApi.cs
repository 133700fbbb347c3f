using GiftedPortal.Sandbox.HiBob.Faults;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>Bob's public API under <c>/v1</c>, and the web app's page wherever the API has nothing.</summary>
internal static class BobApi
{
    public static void AddBob(this WebApplicationBuilder builder, SandboxOptions options)
    {
        var world = new BobWorld(options.Tenants, options.TimeProvider, options.DataFile);
        DemoTenants.SetUp(world);
        builder.Services.AddSingleton(world);
    }

    public static void MapBobApi(this WebApplication app)
    {
        app.UseWhen(context => context.GetEndpoint()?.Metadata.GetMetadata<ApiEndpoint>() is not null, api => api
            .UseMiddleware<Firewall>()
            .UseMiddleware<RateLimit>()
            .UseMiddleware<FaultSwitch>()
            .UseMiddleware<CredentialsCheck>());

        var v1 = app.MapGroup("/v1").AddEndpointFilter(AnswerBadSearch);
        v1.MapGet("/company/people/fields", FieldsMetadata.Get).WithMetadata(new ApiEndpoint("fields"));
        v1.MapGet("/company/named-lists", NamedLists.GetAll).WithMetadata(new ApiEndpoint("named-lists"));
        v1.MapGet("/company/named-lists/{name}", NamedLists.Get).WithMetadata(new ApiEndpoint("named-list"));
        v1.MapPost("/people/search", PeopleSearch.SearchAsync).WithMetadata(new ApiEndpoint("search"));
        v1.MapPost("/people/{identifier}", PeopleSearch.OneAsync).WithMetadata(new ApiEndpoint("person"));
        v1.MapGet("/people/{id}/{name:regex(^(work|employment|lifecycle)$)}", BulkTable.GetOneAsync).WithMetadata(new ApiEndpoint("table"));
        v1.MapGet("/bulk/people/{name}", BulkTable.GetAsync).WithMetadata(new ApiEndpoint("bulk"));

        app.MapFallback("{**path}", ApiResults.WebApp);
    }

    private static async ValueTask<object?> AnswerBadSearch(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        catch (BadSearchException bad)
        {
            return ApiResults.BadRequest("exception.bad.request", bad.Message);
        }
    }
}
