using GiftedPortal.Sandbox.HiBob.People;
using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>GET /avatars/{employeeId}</c> and <c>GET /avatars?email=</c>: where a person's picture is (https://apidocs.hibob.com/reference/get_avatars-employeeid).
/// The same address that people search shows as <c>root.avatarUrl</c>, with the same permission.</summary>
internal static class Avatars
{
    public static IResult ById(HttpContext context, string employeeId) => Answer(context, Caller.Of(context).Tenant.People.FindById(employeeId));

    public static IResult ByEmail(HttpContext context, string? email) => email is null
        ? ApiResults.BadRequest("exception.bad.request", "email is missing.")
        : Answer(context, Caller.Of(context).Tenant.People.FindByEmail(email));

    private static IResult Answer(HttpContext context, Employee? employee)
    {
        var (tenant, access) = Caller.Of(context);
        if (employee is null)
            return ApiResults.NotFound("There is no such employee.");
        return tenant.Fields.Find("root.avatarUrl") is { } field && access.Of(employee) is { } visible && visible.CanView(field)
            ? Results.Text(FieldValues.Of(field, employee)!.Readable)
            : ApiResults.Forbidden();
    }
}
