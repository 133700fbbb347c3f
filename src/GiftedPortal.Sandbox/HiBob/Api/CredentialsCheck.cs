using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>HTTP Basic authentication with a service user's id and token. A refusal is a 401 without a body.</summary>
internal sealed class CredentialsCheck(RequestDelegate next, BobWorld world)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (Caller.CredentialsOf(context.Request) is not var (id, token) || world.Authenticate(id, token) is not var (tenant, user))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        context.Features.Set(new Caller(world.Shown(tenant), new(tenant, user, world.SettingsOf(tenant.CompanyId))));
        return next(context);
    }
}
