using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Faults;

/// <summary><c>POST /bob/api/faults</c>: lets tests in other processes switch faults on and off.</summary>
internal static class FaultEndpoint
{
    public static IResult Set(BobWorld world, FaultRequest request)
    {
        if (!Enum.TryParse<FaultKind>(request.Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || world.FindTenant(request.CompanyId) is null)
            return Bad($"Name a company of the sandbox and one of these kinds: {string.Join(", ", Enum.GetNames<FaultKind>())}.");
        if (request.Endpoint is { } endpoint && !EndpointNames.All.Contains(endpoint))
            return Bad($"Name one of these endpoints, or none: {string.Join(", ", EndpointNames.All)}.");

        var fault = Fault.Of(kind);
        world.SetFault(request.CompanyId, request.ServiceUserId, fault with
        {
            Delay = request.DelaySeconds is { } delay ? TimeSpan.FromSeconds(delay) : fault.Delay,
            Endpoint = request.Endpoint,
            Skip = request.Skip,
            Calls = request.Calls,
            RetryAfter = request.RetryAfter,
            Bytes = request.Bytes ?? fault.Bytes,
        });
        return Results.NoContent();
    }

    private static IResult Bad(string error) => Results.Json(new { error }, statusCode: StatusCodes.Status400BadRequest);

    /// <param name="CompanyId">Whose calls fail.</param>
    /// <param name="ServiceUserId">One service user of the company, or null for all.</param>
    /// <param name="Kind">The name of a <see cref="FaultKind"/>.</param>
    /// <param name="DelaySeconds">Overrides the usual delay of the kind.</param>
    /// <param name="Endpoint">See <see cref="Fault.Endpoint"/>.</param>
    /// <param name="Skip">See <see cref="Fault.Skip"/>.</param>
    /// <param name="Calls">See <see cref="Fault.Calls"/>.</param>
    /// <param name="RetryAfter">See <see cref="Fault.RetryAfter"/>.</param>
    /// <param name="Bytes">See <see cref="Fault.Bytes"/>.</param>
    internal sealed record FaultRequest(
        long CompanyId, string? ServiceUserId, string Kind, double? DelaySeconds, string? Endpoint, int Skip, int? Calls, bool RetryAfter, int? Bytes);
}
