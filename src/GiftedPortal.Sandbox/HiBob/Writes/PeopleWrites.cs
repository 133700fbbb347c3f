using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Sandbox.HiBob.People;
using GiftedPortal.Sandbox.HiBob.Permissions;
using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.Writes;

/// <summary>Creates employees and changes their records (https://apidocs.hibob.com/docs/update-employee-data).</summary>
internal static class PeopleWrites
{
    private static readonly string[] Mandatory = ["firstName", "surname", "email", "work.site", "work.startDate"];

    /// <summary><c>POST /people</c>.</summary>
    public static async Task<IResult> CreateAsync(HttpContext context, BobWorld world)
    {
        var (tenant, access) = Latest(context, world);
        var body = await WrittenFields.BodyAsync(context);
        if (tenant.Fields.Find("root.firstName") is not { } name || !access.CanEdit(name))
            return WriteRefusals.NoPermission("create employees");
        if (Mandatory.Where(path => WrittenFields.Text(body, path) is null).ToList() is { Count: > 0 } missing)
            return WriteRefusals.Missing(missing);
        if (WrittenFields.Date(body, "work.startDate") is not { } start)
            return ApiResults.BadRequest("exception.bad.request", "work.startDate must be a date.");
        if (Site.World.FirstOrDefault(site => site.Name == WrittenFields.Text(body, "work.site")) is not { } site)
            return WriteRefusals.NotInList("site", WrittenFields.Text(body, "work.site")!, "site");
        if (tenant.People.FindByEmail(WrittenFields.Text(body, "email")!) is not null)
            return ApiResults.BadRequest("exception.email.exists", "The e-mail address is somebody's already.");

        var person = new EmployeeWritten(
            world.Now, tenant.People.NextId, WrittenFields.Text(body, "firstName")!, WrittenFields.Text(body, "surname")!, WrittenFields.Text(body, "email")!, site, start);
        world.Write(tenant.CompanyId, person);
        return await ReplyAsync(context, world, person.Id);
    }

    /// <summary><c>PUT /people/{identifier}</c>: changes what the body names and nothing else.</summary>
    public static async Task<IResult> UpdateAsync(HttpContext context, BobWorld world, string identifier)
    {
        var (tenant, employee, access) = Find(context, world, identifier);
        var written = WrittenFields.All(tenant, await WrittenFields.BodyAsync(context)).ToList();
        if (written.Find(item => IsFixed(item.Field)) is { Field: { } closed })
            return ApiResults.BadRequest("exception.bad.request", $"{closed.Id} cannot be changed here.");
        if (written.Find(item => !access.CanEdit(item.Field)) is { Field: { } forbidden })
            return WriteRefusals.NoPermission($"edit {forbidden.Id}");

        var values = written.ToDictionary(item => item.Field.Id, item => WrittenFields.Value(tenant, item.Field, item.Value));
        if (written.TrueForAll(item => Equals(values[item.Field.Id], FieldValues.Of(item.Field, employee))))
            return Results.StatusCode(StatusCodes.Status304NotModified);

        world.Write(tenant.CompanyId, new FieldsWritten(world.Now, employee.Id, values));
        return Results.Ok();
    }

    /// <summary><c>PUT /people/{id}/email</c>.</summary>
    public static async Task<IResult> ChangeEmailAsync(HttpContext context, BobWorld world, string id)
    {
        var (tenant, employee, access) = Find(context, world, id);
        if (!access.Has(PermissionLine.Email, GrantKind.Edit))
            return WriteRefusals.NoPermission("edit email addresses");
        if (WrittenFields.Text(await WrittenFields.BodyAsync(context), "email") is not { } email)
            return WriteRefusals.Missing(["email"]);

        world.Write(tenant.CompanyId, new FieldsWritten(world.Now, employee.Id, new Dictionary<string, BobValue?> { ["root.email"] = new TextValue(email) }));
        return Results.Ok();
    }

    /// <summary><c>POST /employees/{id}/start-date</c>.</summary>
    public static async Task<IResult> ChangeStartAsync(HttpContext context, BobWorld world, string id)
    {
        var (tenant, employee, access) = Find(context, world, id);
        if (tenant.Fields.Find("work.startDate") is not { } field || !access.CanEdit(field))
            return WriteRefusals.NoPermission("edit work.startDate");
        if (WrittenFields.Date(await WrittenFields.BodyAsync(context), "startDate") is not { } start)
            return WriteRefusals.Missing(["startDate"]);

        world.Write(tenant.CompanyId, new FieldsWritten(world.Now, employee.Id, new Dictionary<string, BobValue?> { [field.Id] = new DateValue(start) }));
        return Results.Ok();
    }

    /// <summary>The employee to write about, as the last write left them.</summary>
    /// <exception cref="RefusedWriteException">There is none, or the caller may not see them.</exception>
    internal static (Tenant Tenant, Employee Employee, FieldAccess Access) Find(HttpContext context, BobWorld world, string idOrEmail)
    {
        var (tenant, access) = Latest(context, world);
        var employee = tenant.People.Find(idOrEmail) ?? throw new RefusedWriteException(ApiResults.NotFound("There is no such employee."));
        return (tenant, employee, access.Of(employee) ?? throw new RefusedWriteException(ApiResults.Forbidden()));
    }

    internal static Caller Latest(HttpContext context, BobWorld world)
    {
        var caller = Caller.Of(context);
        return caller with { Tenant = world.Latest(caller.Tenant) };
    }

    // Bob keeps these itself, or another call changes them
    private static bool IsFixed(Field field) =>
        field.Historical || field.Id.StartsWith("internal.", StringComparison.Ordinal)
        || field.Id is "root.id" or "root.companyId" or "root.email" or "root.fullName" or "root.displayName" or "root.creationDateTime" or "root.creationDate" or "address.fullAddress";

    private static async Task<IResult> ReplyAsync(HttpContext context, BobWorld world, string id)
    {
        var (tenant, access) = Latest(context, world);
        var employee = tenant.People.FindById(id)!;
        return access.Of(employee) is { } fields
            ? await ApiJson.ReplyAsync(context, json => new RecordShape(tenant, fields, null, ReadableFormat.None).Write(json, employee))
            : Results.Json(new { id });
    }
}
