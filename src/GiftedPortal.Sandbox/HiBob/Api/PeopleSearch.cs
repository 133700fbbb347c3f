using System.IO.Pipelines;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;
using GiftedPortal.Sandbox.HiBob.Permissions;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>POST /people/search</c>: everybody in one reply, without paging; and <c>POST /people/{identifier}</c>: one person.</summary>
internal static class PeopleSearch
{
    private const int FlushAt = 64 * 1024;

    public static async Task<IResult> SearchAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var (tenant, access) = Caller.Of(context);
        var request = await SearchRequest.ReadAsync(context.Request, tenant.Quirks.EmptyFiltersAllowed);

        // 403 is documented for a service user that may see no employees at all; https://apidocs.hibob.com/reference/post_people-search
        if (access.IsNone && !tenant.Quirks.EmptyAudienceIsEmptyList)
            return ApiResults.Forbidden();

        context.Response.ContentType = "application/json";
        await StreamAsync(context.Response.BodyWriter, tenant, access, request, cancellationToken);
        return Results.Empty;
    }

    public static async Task<IResult> OneAsync(HttpContext context, string identifier)
    {
        var (tenant, access) = Caller.Of(context);
        var request = await SearchRequest.ReadAsync(context.Request, tenant.Quirks.EmptyFiltersAllowed);
        if (access.IsNone)
            return ApiResults.Forbidden();
        if (tenant.People.Find(identifier) is not { } employee)
            return ApiResults.NotFound("There is no such employee.");
        if (access.Of(employee) is not { } fields)
            return ApiResults.Forbidden();

        var shape = new RecordShape(tenant, fields, request.Fields, request.Readable);
        return await ApiJson.ReplyAsync(context, json => shape.Write(json, employee));
    }

    private static async Task StreamAsync(
        PipeWriter body, Tenant tenant, Access access, SearchRequest request, CancellationToken cancellationToken)
    {
        var shapes = new Dictionary<FieldAccess, RecordShape>();
        await using var json = new Utf8JsonWriter(body, ApiJson.Writing);
        var sent = 0L;
        json.WriteStartObject();
        json.WriteStartArray("employees");
        foreach (var employee in Chosen(tenant.People, request))
        {
            if (access.Of(employee) is not { } fields)
                continue;
            if (!shapes.TryGetValue(fields, out var shape))
                shapes[fields] = shape = new(tenant, fields, request.Fields, request.Readable);
            shape.Write(json, employee);
            if (json.BytesCommitted + json.BytesPending - sent < FlushAt)
                continue;

            await json.FlushAsync(cancellationToken);
            await body.FlushAsync(cancellationToken);
            sent = json.BytesCommitted;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await body.FlushAsync(cancellationToken);
    }

    private static IEnumerable<Employee> Chosen(PeopleSource people, SearchRequest request)
    {
        var chosen = request.Filter is { } filter
            ? filter.Values.Distinct().Select(value => filter.ByEmail ? people.FindByEmail(value) : people.FindById(value)).OfType<Employee>()
            : people.All();
        return request.ShowInactive ? chosen : chosen.Where(employee => LifecycleStatus.IsActive(employee.LifecycleStatus));
    }
}
