using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>GET /company/people/fields</c>: all fields of the company, for any service user.</summary>
internal static class FieldsMetadata
{
    public static IResult Get(HttpContext context)
    {
        var tenant = Caller.Of(context).Tenant;
        var fields = tenant.Fields;
        var names = fields.Categories.ToDictionary(category => category.Id, category => category.Name);
        var metadata = fields.Fields.Select(field => new
        {
            field.Id,
            field.CategoryId,
            CategoryDisplayName = names[field.CategoryId],
            Category = field.CategoryId,
            field.Name,
            Description = (string?)null,
            field.JsonPath,
            field.Type,
            TypeData = TypeData(field),
            field.Historical,
        });
        return Results.Json(tenant.Quirks.MetadataInObject ? new { fields = metadata } : metadata);
    }

    private static Dictionary<string, string> TypeData(Field field) => field.ListId is { } list ? new() { ["listId"] = list } : [];
}
