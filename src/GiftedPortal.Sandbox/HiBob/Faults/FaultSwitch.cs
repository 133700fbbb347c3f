using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Model;

namespace GiftedPortal.Sandbox.HiBob.Faults;

/// <summary>Lets an API call fail the way its company or service user is set to.</summary>
internal sealed class FaultSwitch(RequestDelegate next, BobWorld world, TimeProvider time, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint()!.Metadata.GetRequiredMetadata<ApiEndpoint>().Name;
        var fault = Caller.CredentialsOf(context.Request) is var (id, _) ? world.FaultOf(id, endpoint) : null;
        return fault is null ? next(context) : FailAsync(context, fault);
    }

    private Task FailAsync(HttpContext context, Fault fault) => fault.Kind switch
    {
        FaultKind.Unauthorized => Results.StatusCode(StatusCodes.Status401Unauthorized).ExecuteAsync(context),
        FaultKind.Forbidden => ApiResults.Forbidden().ExecuteAsync(context),
        FaultKind.RateLimited => RefuseAsync(context, fault, StatusCodes.Status429TooManyRequests),
        FaultKind.ServerError => Results.StatusCode(StatusCodes.Status500InternalServerError).ExecuteAsync(context),
        FaultKind.BadGateway => Results.Content("<!doctype html><title>502 Bad Gateway</title>", "text/html", statusCode: StatusCodes.Status502BadGateway).ExecuteAsync(context),
        FaultKind.Unavailable => RefuseAsync(context, fault, StatusCodes.Status503ServiceUnavailable),
        FaultKind.Blocked => ApiResults.Blocked().ExecuteAsync(context),
        FaultKind.HtmlPage => ApiResults.WebApp().ExecuteAsync(context),
        FaultKind.Timeout => WaitAsync(context, Timeout.InfiniteTimeSpan),
        FaultKind.Dropped => DropAsync(context),
        FaultKind.LateAnswer => AnswerLateAsync(context, fault.Delay),
        FaultKind.TruncatedJson => ThroughAsync(context, body => new TruncatedBody(body, fault.Bytes)),
        FaultKind.SlowBody => SlowDownAsync(context, fault.Delay),
        FaultKind.DuplicatedKeys => DuplicateKeysAsync(context),
        _ => PretendAsync(context, fault.Kind),
    };

    private Task RefuseAsync(HttpContext context, Fault fault, int status)
    {
        var until = time.GetUtcNow() + fault.Delay;
        if (status is StatusCodes.Status429TooManyRequests)
            RateLimit.Tell(context.Response.Headers, 50, 0, until.ToUnixTimeSeconds());
        if (fault.RetryAfter)
            context.Response.Headers.RetryAfter = ((long)Math.Ceiling(fault.Delay.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.StatusCode(status).ExecuteAsync(context);
    }

    private static Task DropAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private async Task AnswerLateAsync(HttpContext context, TimeSpan delay)
    {
        if (await WaitAsync(context, delay))
            await next(context);
    }

    private Task ThroughAsync(HttpContext context, Func<Stream, Stream> body)
    {
        context.Response.Body = body(context.Response.Body);
        return next(context);
    }

    private async Task SlowDownAsync(HttpContext context, TimeSpan delay)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await ThroughAsync(context, body => new SlowBody(body, delay, time, gone.Token));
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task DuplicateKeysAsync(HttpContext context)
    {
        var body = context.Response.Body;
        using var whole = new MemoryStream();
        context.Response.Body = whole;
        await next(context);
        context.Response.Body = body;
        await DuplicatedKeys.WriteAsync(whole.ToArray(), context);
    }

    private Task PretendAsync(HttpContext context, FaultKind kind)
    {
        if (kind is FaultKind.RepeatedCursor)
            context.Features.Set(new RepeatedCursor());
        if (kind is FaultKind.WrongContentType)
            context.Response.OnStarting(() =>
            {
                context.Response.ContentType = "text/plain; charset=utf-8";
                return Task.CompletedTask;
            });
        return next(context);
    }

    // false where the caller gave up or the sandbox stops
    private async Task<bool> WaitAsync(HttpContext context, TimeSpan delay)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await Task.Delay(delay, time, ending.Token);
            return true;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return false;
        }
    }
}

/// <summary>On a call whose reply is to name its own page as the next one.</summary>
internal sealed record RepeatedCursor;
