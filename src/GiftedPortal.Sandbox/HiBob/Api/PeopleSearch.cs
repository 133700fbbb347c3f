using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;
using GiftedPortal.Sandbox.HiBob.Permissions;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>POST /people/search</c>: everybody in one reply, without paging; and <c>POST /people/{identifier}</c>: one person.</summary>
internal static class PeopleSearch
{
    public static async Task<IResult> SearchAsync(HttpContext context)
    {
        var (tenant, access) = Caller.Of(context);
        var request = await SearchRequest.ReadAsync(context.Request, tenant.Quirks.EmptyFiltersAllowed);

        // 403 is documented for a service user that may see no employees at all; https://apidocs.hibob.com/reference/post_people-search
        if (access.IsNone && !tenant.Quirks.EmptyAudienceIsEmptyList)
            return ApiResults.Forbidden();

        var shapes = new Dictionary<FieldAccess, RecordShape>();
        return await ApiStream.ReplyAsync(context, Chosen(tenant.People, request).Where(employee => access.Of(employee) is not null), (json, employee) =>
        {
            var fields = access.Of(employee)!;
            if (!shapes.TryGetValue(fields, out var shape))
                shapes[fields] = shape = new(tenant, fields, request.Fields, request.Readable);
            shape.Write(json, employee);
        });
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

    private static IEnumerable<Employee> Chosen(PeopleSource people, SearchRequest request)
    {
        var chosen = request.Filter is { } filter
            ? filter.Values.Distinct().Select(value => filter.ByEmail ? people.FindByEmail(value) : people.FindById(value)).OfType<Employee>()
            : people.All();
        return request.ShowInactive ? chosen : chosen.Where(employee => LifecycleStatus.IsActive(employee.LifecycleStatus));
    }
}
