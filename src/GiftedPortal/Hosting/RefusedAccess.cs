using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Diagnostics;

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
        // the page of what is not there would be asked for with the same method, and would miss the form's token before it says so
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }
    }
}
