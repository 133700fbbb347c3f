using GiftedPortal.Sandbox.HiBob.Faults;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.Writes;

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
            .UseMiddleware<CredentialsCheck>()
            .UseMiddleware<Refusals>());

        var v1 = app.MapGroup("/v1");
        MapCompany(v1);
        MapPeople(v1);
        MapTables(v1);
        MapOthers(v1);

        app.MapPost("/bob/api/faults", FaultEndpoint.Set);
        TenantEndpoint.Map(app);
        app.MapFallback("{**path}", UnknownPath);
    }

    private static IResult UnknownPath(HttpContext context, BobWorld world) =>
        context.Request.Path.StartsWithSegments("/v1") && Caller.CredentialsOf(context.Request) is var (id, _)
        && world.FindServiceUser(id) is var (tenant, _) && tenant.Quirks.UnknownPathIsNotFound
            ? ApiResults.NotFound("There is no such address.")
            : ApiResults.WebApp();

    private static void MapCompany(RouteGroupBuilder v1)
    {
        v1.MapGet("/company/people/fields", FieldsMetadata.Get).WithMetadata(new ApiEndpoint(EndpointNames.Fields));
        v1.MapGet("/company/named-lists", NamedLists.GetAll).WithMetadata(new ApiEndpoint(EndpointNames.NamedLists));
        v1.MapGet("/company/named-lists/{name}", NamedLists.Get).WithMetadata(new ApiEndpoint(EndpointNames.NamedList));
        v1.MapPost("/company/named-lists/{name}", ListWrites.AddAsync).WithMetadata(new ApiEndpoint(EndpointNames.AddListItem));
        v1.MapGet("/company/reports", Reports.All).WithMetadata(new ApiEndpoint(EndpointNames.Reports, PerMinute: 20));
        v1.MapGet("/company/reports/{reportId}/download", Reports.DownloadAsync).WithMetadata(new ApiEndpoint(EndpointNames.ReportDownload));
    }

    private static void MapPeople(RouteGroupBuilder v1)
    {
        v1.MapGet("/profiles", (Delegate)Profiles.GetAsync).WithMetadata(new ApiEndpoint(EndpointNames.Profiles, PerMinute: 40));
        v1.MapPost("/people", PeopleWrites.CreateAsync).WithMetadata(new ApiEndpoint(EndpointNames.Create));
        v1.MapPost("/people/search", (Delegate)PeopleSearch.SearchAsync).WithMetadata(new ApiEndpoint(EndpointNames.Search));
        v1.MapPost("/people/{identifier}", PeopleSearch.OneAsync).WithMetadata(new ApiEndpoint(EndpointNames.Person));
        v1.MapPut("/people/{identifier}", PeopleWrites.UpdateAsync).WithMetadata(new ApiEndpoint(EndpointNames.Update, PerMinute: 10));
        v1.MapPut("/people/{id}/email", PeopleWrites.ChangeEmailAsync).WithMetadata(new ApiEndpoint(EndpointNames.ChangeEmail, PerMinute: 20));
        v1.MapPost("/employees/{id}/start-date", PeopleWrites.ChangeStartAsync).WithMetadata(new ApiEndpoint(EndpointNames.ChangeStart, PerMinute: 20));
        v1.MapGet("/avatars/{employeeId}", Avatars.ById).WithMetadata(new ApiEndpoint(EndpointNames.Avatars));
        v1.MapGet("/avatars", Avatars.ByEmail).WithMetadata(new ApiEndpoint(EndpointNames.Avatars));
    }

    private static void MapTables(RouteGroupBuilder v1)
    {
        v1.MapGet("/people/custom-tables/metadata", CustomTables.Metadata).WithMetadata(new ApiEndpoint(EndpointNames.CustomTables));
        v1.MapGet("/people/custom-tables/{employeeId}/{tableId}", CustomTables.Entries).WithMetadata(new ApiEndpoint(EndpointNames.CustomTables));
        foreach (var table in PeopleTable.All.Where(table => table.IsOfOne))
            v1.MapGet($"/people/{{id}}/{table.Name}", Answer(context => BulkTable.GetOneAsync(context, table, Id(context)))).WithMetadata(new ApiEndpoint(table.Name, table.PerMinute));
        foreach (var table in PeopleTable.All.Where(table => table.IsWritable))
            v1.MapPost($"/people/{{id}}/{table.Name}", Answer(context => TableWrites.AddAsync(context, context.RequestServices.GetRequiredService<BobWorld>(), table, Id(context))))
                .WithMetadata(new ApiEndpoint(EndpointNames.AddRow));
        foreach (var table in PeopleTable.All.Where(table => table.IsBulk))
            v1.MapGet($"/bulk/people/{table.Name}", Answer(context => BulkTable.GetAsync(context, table))).WithMetadata(new ApiEndpoint("bulk-" + table.Name));
        v1.MapGet("/bulk/people/{name}", (string name) => ApiResults.NotFound($"There is no table {name}.")).WithMetadata(new ApiEndpoint("bulk"));
    }

    private static void MapOthers(RouteGroupBuilder v1)
    {
        v1.MapGet("/timeoff/whosout", TimeOff.WhosOutAsync).WithMetadata(new ApiEndpoint(EndpointNames.TimeOff));
        v1.MapGet("/timeoff/outtoday", TimeOff.OutTodayAsync).WithMetadata(new ApiEndpoint(EndpointNames.TimeOff));
        v1.MapGet("/timeoff/requests/changes", TimeOff.ChangesAsync).WithMetadata(new ApiEndpoint(EndpointNames.TimeOff));
        v1.MapGet("/tasks", (Delegate)Tasks.OpenAsync).WithMetadata(new ApiEndpoint(EndpointNames.Tasks));
        v1.MapGet("/tasks/people/{id}", Tasks.OfOneAsync).WithMetadata(new ApiEndpoint(EndpointNames.Tasks));
        v1.MapGet("/payroll/history", PayrollHistory.GetAsync).WithMetadata(new ApiEndpoint(EndpointNames.PayrollHistory));
    }

    // two dozen routes of tables: bound by hand, so that a sandbox starts quickly
    private static RequestDelegate Answer(Func<HttpContext, Task<IResult>> answer) => async context => await (await answer(context)).ExecuteAsync(context);

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;
}
