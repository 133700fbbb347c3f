using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace GiftedPortal.Hosting;

/// <summary>
/// Answers 404 to a signed-in person who asks for what they may not see, so that nobody learns what exists, and records it.
/// </summary>
internal sealed class RefusedAccess(AuditService audit) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden)
        {
            await _default.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        await audit.RecordRefusedAsync(PortalClaims.ToActor(context.User), context.Request.Path, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
