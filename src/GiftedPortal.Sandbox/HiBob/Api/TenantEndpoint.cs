using System.Text.Json;
using System.Text.Json.Serialization;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary><c>GET</c> and <c>PUT /bob/api/companies/{companyId}</c>: lets tests in other processes read and replace what was changed about a company.</summary>
internal static class TenantEndpoint
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/bob/api/companies/{companyId:long}", (BobWorld world, long companyId) => world.FindTenant(companyId) is null
            ? Results.NotFound()
            : Results.Json(world.SettingsOf(companyId).Changes, Json));
        app.MapPut("/bob/api/companies/{companyId:long}", PutAsync);
    }

    private static async Task<IResult> PutAsync(HttpRequest request, BobWorld world, long companyId)
    {
        try
        {
            world.ChangeTenant(companyId, await request.ReadFromJsonAsync<TenantChanges>(Json, request.HttpContext.RequestAborted) ?? TenantChanges.None);
            return Results.NoContent();
        }
        catch (Exception wrong) when (wrong is ArgumentException or JsonException or KeyNotFoundException)
        {
            return Results.Json(new { error = wrong.Message }, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
