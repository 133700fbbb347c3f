using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Faults;

/// <summary>Lets an API call fail the way its company or service user is set to.</summary>
internal sealed class FaultSwitch(RequestDelegate next, BobWorld world, TimeProvider time, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context)
    {
        var fault = Caller.CredentialsOf(context.Request) is var (id, _) ? world.FaultOf(id) : null;
        return fault is null ? next(context) : FailAsync(context, fault);
    }

    private async Task FailAsync(HttpContext context, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Unauthorized:
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                break;
            case FaultKind.Forbidden:
                await ApiResults.Forbidden().ExecuteAsync(context);
                break;
            case FaultKind.RateLimited:
                RateLimit.Tell(context.Response.Headers, 50, 0, (time.GetUtcNow() + fault.Delay).ToUnixTimeSeconds());
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                break;
            case FaultKind.ServerError:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case FaultKind.Timeout:
                await NeverAnswerAsync(context.RequestAborted);
                break;
            case FaultKind.HtmlPage:
                await ApiResults.WebApp().ExecuteAsync(context);
                break;
            case FaultKind.TruncatedJson:
                context.Response.Body = new TruncatedBody(context.Response.Body);
                await next(context);
                break;
            case FaultKind.SlowBody:
                context.Response.Body = new SlowBody(context.Response.Body, fault.Delay, time);
                await next(context);
                break;
            case FaultKind.None:
                await next(context);
                break;
        }
    }

    private async Task NeverAnswerAsync(CancellationToken callerGone)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(callerGone, lifetime.ApplicationStopping);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // the caller gave up or the sandbox stops; nothing else ends such a call
        }
    }
}
