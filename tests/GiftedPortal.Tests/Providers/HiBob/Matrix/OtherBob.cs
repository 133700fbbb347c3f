using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GiftedPortal.Sandbox.HiBob.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GiftedPortal.Tests.Providers.HiBob.Matrix;

/// <summary>Another Bob with the same documented rules (https://apidocs.hibob.com/docs/people-read-api-contract, https://apidocs.hibob.com/reference/employee-tables) and
/// none of the sandbox's habits: other people, another order of keys, keys that nobody documented, the other of each two documented shapes, compressed
/// replies, headers in small letters and no rate limit told.</summary>
internal sealed class OtherBob : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, OtherCompany> _companies = [];

    private OtherBob(WebApplication app, TimeProvider clock) => (_app, _clock) = (app, clock);

    public Uri Api => new(_app.Urls.Single() + "/v1/");

    public static async Task<OtherBob> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var bob = new OtherBob(builder.Build(), clock);
        bob._app.Run(bob.AnswerAsync);
        await bob._app.StartAsync();
        return bob;
    }

    public void Serve(string id, string token, OtherCompany company) => _companies[Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{token}"))] = company;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var company = _companies[context.Request.Headers.Authorization.ToString()["Basic ".Length..]];
        var path = context.Request.Path.Value!;
        var table = path.StartsWith("/v1/bulk/people/", StringComparison.Ordinal) ? path["/v1/bulk/people/".Length..] : null;
        var fault = company.Meets(table is null ? path.EndsWith("search", StringComparison.Ordinal) ? "search" : "fields" : "bulk-" + table);
        if (fault is { Kind: FaultKind.Dropped })
            context.Abort();
        else if (fault is not null && Status(fault.Kind) is var (status, type, text))
            await WriteAsync(context, status, type, text);
        else if (await WaitAsync(context, fault))
            await WriteAsync(context, fault, table is not null ? company.Table(table, fault?.Kind is FaultKind.RepeatedCursor)
                : path.EndsWith("search", StringComparison.Ordinal) ? company.Search(await AskedAsync(context)) : company.Metadata());
    }

    private static (int, string?, string)? Status(FaultKind kind) => kind switch
    {
        FaultKind.Unauthorized => (401, null, ""),
        FaultKind.Forbidden => (403, "application/json", """{"error":"Not permitted","key":"x"}"""),
        FaultKind.RateLimited => (429, "text/plain", "Slow down"),
        FaultKind.ServerError => (500, "application/json", "{}"),
        FaultKind.BadGateway => (502, "text/html", "<h1>Bad gateway</h1>"),
        FaultKind.Unavailable => (503, null, ""),
        FaultKind.HtmlPage => (200, "text/html;charset=UTF-8", "<!doctype html><div id=app></div>"),
        FaultKind.Blocked => (403, "text/html", "<h1>Access denied</h1>"),
        _ => null,
    };

    // false where the caller gave up
    private async Task<bool> WaitAsync(HttpContext context, MatrixFault? fault)
    {
        if (fault?.Kind is not (FaultKind.Timeout or FaultKind.LateAnswer))
            return true;
        await Task.Delay(fault.Kind is FaultKind.Timeout ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(2), _clock, context.RequestAborted)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return !context.RequestAborted.IsCancellationRequested;
    }

    private async Task WriteAsync(HttpContext context, MatrixFault? fault, OtherReply reply)
    {
        var text = reply.Body?.ToJsonString(Json) ?? """{"error":"No access"}""";
        if (fault?.Kind is FaultKind.DuplicatedKeys)
            text = text.Insert(text.IndexOf('{', StringComparison.Ordinal) + 1, "\"again\":1,\"again\":[2],");
        if (reply.IsRestricted)
            context.Response.Headers["x-has-restricted-columns"] = "true";
        var status = reply.Body is null ? 403 : 200;
        if (fault?.Kind is FaultKind.TruncatedJson or FaultKind.SlowBody)
            await WritePartAsync(context, fault, status, Encoding.UTF8.GetBytes(text));
        else
            await WriteAsync(context, status, fault?.Kind is FaultKind.WrongContentType ? "text/plain" : "application/json;charset=UTF-8", text);
    }

    private async Task WritePartAsync(HttpContext context, MatrixFault fault, int status, byte[] body)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, "application/json");
        var first = Math.Min(body.Length, fault.Kind is FaultKind.SlowBody ? 1024 : fault.Bytes);
        await context.Response.Body.WriteAsync(body.AsMemory(0, first), Stop);
        await context.Response.Body.FlushAsync(Stop);
        if (fault.Kind is FaultKind.SlowBody && await WaitAsync(context, fault with { Kind = FaultKind.LateAnswer }))
            await context.Response.Body.WriteAsync(body.AsMemory(first), Stop);
    }

    private static async Task WriteAsync(HttpContext context, int status, string? type, string text)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        if (status != 200 || text.Length < 50)
        {
            await context.Response.WriteAsync(text, Stop);
            return;
        }

        context.Response.Headers["content-encoding"] = "gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await gzip.WriteAsync(Encoding.UTF8.GetBytes(text), Stop);
    }

    private static async Task<List<string>> AskedAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: Stop);
        return [.. body!["fields"]!.AsArray().Select(field => field!.GetValue<string>())];
    }
}

/// <summary>What Bob answers: a body, or 403 where there is none.</summary>
internal sealed record OtherReply(JsonNode? Body, bool IsRestricted = false);
