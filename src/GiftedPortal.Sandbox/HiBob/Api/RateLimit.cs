using System.Collections.Concurrent;
using System.Globalization;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>So many calls a minute for each endpoint and caller, told in headers on every reply
/// (https://apidocs.hibob.com/reference/rate-limiting).</summary>
internal sealed class RateLimit(RequestDelegate next, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Endpoint, string Caller), Window> _windows = [];

    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint()!.Metadata.GetRequiredMetadata<ApiEndpoint>();
        var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        var caller = Caller.CredentialsOf(context.Request)?.Id ?? context.Connection.RemoteIpAddress?.ToString() ?? "";
        var window = _windows.AddOrUpdate(
            (endpoint.Name, caller),
            _ => new(minute, 1),
            (_, known) => known.Minute == minute ? known with { Calls = known.Calls + 1 } : new(minute, 1));

        Tell(context.Response.Headers, endpoint.PerMinute, Math.Max(0, endpoint.PerMinute - window.Calls), (minute + 1) * 60);
        return window.Calls > endpoint.PerMinute
            ? ApiResults.Error(StatusCodes.Status429TooManyRequests, "exception.too.many.requests", "Too many requests.").ExecuteAsync(context)
            : next(context);
    }

    /// <summary>Writes the three headers; <paramref name="reset"/> in Unix seconds.</summary>
    public static void Tell(IHeaderDictionary headers, int limit, int remaining, long reset)
    {
        headers["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Window(long Minute, int Calls);
}
