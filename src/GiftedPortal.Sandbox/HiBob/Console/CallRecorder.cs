using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Console;

/// <summary>Notes each API call, failed and abandoned ones too. Never a token, a query or a body.</summary>
internal sealed class CallRecorder(RequestDelegate next, BobWorld world, RecentCalls calls, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var (at, started) = (time.GetUtcNow(), time.GetTimestamp());
        try
        {
            await next(context);
        }
        finally
        {
            // An id that is nobody's is not kept: people swap id and token.
            var caller = Caller.CredentialsOf(context.Request) is var (id, _) ? world.FindServiceUser(id) : null;
            calls.Add(new(caller?.Tenant.CompanyId, caller?.User.Id, context.Request.Method, context.Request.Path, context.Response.StatusCode, at, time.GetElapsedTime(started)));
        }
    }
}
