using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace GiftedPortal.Benchmarks.Connections;

/// <summary>Gives Bob's recorded answers over the network to a portal in another process: each service user is limited on its own, and the sandbox has one.</summary>
internal sealed class RecordedBob : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RecordedBob(WebApplication app) => _app = app;

    public string BaseUrl => $"{_app.Urls.Single()}/v1";

    public static async Task<RecordedBob> StartAsync(Replay replay)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            var answer = replay.AnswerTo(context.Request.Path);
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer);
        });
        await app.StartAsync();
        return new RecordedBob(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
