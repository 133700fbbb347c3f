using GiftedPortal.Sandbox.HiBob.Writes;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>Answers calls that turned out to be wrong while they were read.</summary>
internal sealed class Refusals(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadSearchException bad)
        {
            await ApiResults.BadRequest("exception.bad.request", bad.Message).ExecuteAsync(context);
        }
        catch (RefusedWriteException refused)
        {
            await refused.Answer.ExecuteAsync(context);
        }
    }
}
