using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Faults;

/// <summary><c>POST /bob/api/faults</c>: lets tests in other processes switch faults on and off.</summary>
internal static class FaultEndpoint
{
    public static IResult Set(BobWorld world, FaultRequest request)
    {
        if (!Enum.TryParse<FaultKind>(request.Kind, ignoreCase: true, out var kind) || world.FindTenant(request.CompanyId) is null)
            return Results.Json(new { error = $"Name a company of the sandbox and one of these kinds: {string.Join(", ", Enum.GetNames<FaultKind>())}." }, statusCode: 400);

        var fault = Fault.Of(kind);
        world.SetFault(request.CompanyId, request.ServiceUserId, request.DelaySeconds is { } delay ? fault with { Delay = TimeSpan.FromSeconds(delay) } : fault);
        return Results.NoContent();
    }

    /// <param name="CompanyId">Whose calls fail.</param>
    /// <param name="ServiceUserId">One service user of the company, or null for all.</param>
    /// <param name="Kind">The name of a <see cref="FaultKind"/>.</param>
    /// <param name="DelaySeconds">Overrides the usual delay of the kind.</param>
    internal sealed record FaultRequest(long CompanyId, string? ServiceUserId, string Kind, double? DelaySeconds);
}
