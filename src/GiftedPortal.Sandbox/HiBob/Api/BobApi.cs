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
        v1.MapGet("/company/people/fields", FieldsMetadata.Get).WithMetadata(new ApiEndpoint(EndpointNames.Fields));
        v1.MapGet("/company/named-lists", NamedLists.GetAll).WithMetadata(new ApiEndpoint(EndpointNames.NamedLists));
        v1.MapGet("/company/named-lists/{name}", NamedLists.Get).WithMetadata(new ApiEndpoint(EndpointNames.NamedList));
        v1.MapGet("/profiles", (Delegate)Profiles.GetAsync).WithMetadata(new ApiEndpoint(EndpointNames.Profiles, PerMinute: 40));
        v1.MapPost("/people/search", (Delegate)PeopleSearch.SearchAsync).WithMetadata(new ApiEndpoint(EndpointNames.Search));
        v1.MapPost("/people/{identifier}", PeopleSearch.OneAsync).WithMetadata(new ApiEndpoint(EndpointNames.Person));
        v1.MapGet("/avatars/{employeeId}", Avatars.ById).WithMetadata(new ApiEndpoint(EndpointNames.Avatars));
        v1.MapGet("/avatars", Avatars.ByEmail).WithMetadata(new ApiEndpoint(EndpointNames.Avatars));
        v1.MapGet("/people/custom-tables/metadata", CustomTables.Metadata).WithMetadata(new ApiEndpoint(EndpointNames.CustomTables));
        v1.MapGet("/people/custom-tables/{employeeId}/{tableId}", CustomTables.Entries).WithMetadata(new ApiEndpoint(EndpointNames.CustomTables));
        foreach (var table in PeopleTable.All)
        {
            v1.MapGet($"/people/{{id}}/{table.Name}", (HttpContext context, string id) => BulkTable.GetOneAsync(context, table, id))
                .WithMetadata(new ApiEndpoint(table.Name));
            v1.MapGet($"/bulk/people/{table.Name}", (HttpContext context, string? limit, string? cursor, string? employeeIds) =>
                    BulkTable.GetAsync(context, table, limit, cursor, employeeIds))
                .WithMetadata(new ApiEndpoint("bulk-" + table.Name));
        }

        v1.MapGet("/bulk/people/{name}", (string name) => ApiResults.NotFound($"There is no table {name}.")).WithMetadata(new ApiEndpoint("bulk"));

        app.MapPost("/bob/api/faults", FaultEndpoint.Set);
        TenantEndpoint.Map(app);
        app.MapFallback("{**path}", UnknownPath);
    }

    private static IResult UnknownPath(HttpContext context, BobWorld world) =>
        context.Request.Path.StartsWithSegments("/v1") && Caller.CredentialsOf(context.Request) is var (id, _)
        && world.FindServiceUser(id) is var (tenant, _) && tenant.Quirks.UnknownPathIsNotFound
            ? ApiResults.NotFound("There is no such address.")
            : ApiResults.WebApp();

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
