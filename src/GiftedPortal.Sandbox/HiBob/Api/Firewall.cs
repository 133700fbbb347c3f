using System.Collections.Concurrent;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <summary>Shuts a caller out for five minutes after fifty refusals within ten seconds: 401s count by address and by Authorization header, 403s by header
/// (https://apidocs.hibob.com/reference/rate-limiting). What Bob answers to a caller that is shut out is not published; this one answers 403 with a page.</summary>
internal sealed class Firewall(RequestDelegate next, TimeProvider time)
{
    private const int Limit = 50;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Sentence = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Record> _records = [];

    public async Task InvokeAsync(HttpContext context)
    {
        var address = "address " + context.Connection.RemoteIpAddress;
        var header = "header " + context.Request.Headers.Authorization;
        if (IsShutOut(address) || IsShutOut(header))
        {
            await ApiResults.Blocked().ExecuteAsync(context);
            return;
        }

        await next(context);

        var status = context.Response.StatusCode;
        if (status is StatusCodes.Status401Unauthorized)
            Count("401 ", address);
        if (status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
            Count(status + " ", header);
    }

    private bool IsShutOut(string caller) => Until("401 " + caller) > time.GetUtcNow() || Until("403 " + caller) > time.GetUtcNow();

    private DateTimeOffset Until(string key) => _records.TryGetValue(key, out var record) ? record.ShutOutUntil : DateTimeOffset.MinValue;

    private void Count(string status, string caller)
    {
        var now = time.GetUtcNow();
        var record = _records.GetOrAdd(status + caller, _ => new());
        lock (record)
        {
            while (record.Refusals.TryPeek(out var oldest) && oldest <= now - Span)
                record.Refusals.Dequeue();
            record.Refusals.Enqueue(now);
            if (record.Refusals.Count >= Limit)
                record.ShutOutUntil = now + Sentence;
        }
    }

    private sealed class Record
    {
        public Queue<DateTimeOffset> Refusals { get; } = [];

        public DateTimeOffset ShutOutUntil { get; set; } = DateTimeOffset.MinValue;
    }
}
