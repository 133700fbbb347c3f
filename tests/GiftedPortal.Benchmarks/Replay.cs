using System.Collections.Concurrent;
using System.Net.Http.Headers;
using GiftedPortal.Providers.HiBob;

namespace GiftedPortal.Benchmarks;

/// <summary>Records Bob's answers once, and gives them again without a network, so that what is left is the portal's own work.</summary>
internal sealed class Replay
{
    private readonly ConcurrentDictionary<string, byte[]> _answers = new();

    /// <summary>The body of the people search.</summary>
    public byte[] SearchBody { get; private set; } = [];

    /// <summary>The body of the answer that came from this path.</summary>
    public byte[] AnswerTo(string path) => _answers[path];

    public HttpMessageHandler Record() => new Recorder(this);

    public HttpMessageHandler Play() => new Player(this);

    private sealed class Recorder(Replay replay) : DelegatingHandler(HiBobServices.CreateHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is not null)
                replay.SearchBody = await request.Content.ReadAsByteArrayAsync(cancellationToken);
            var response = await base.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            replay._answers[request.RequestUri!.AbsolutePath] = body;
            return response;
        }
    }

    private sealed class Player(Replay replay) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage
            {
                Content = new ByteArrayContent(replay.AnswerTo(request.RequestUri!.AbsolutePath)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            });
    }
}
