using GiftedPortal.Providers.HiBob;

namespace GiftedPortal.Benchmarks;

/// <summary>Sends each call later, by its path: the time until the head of its answer.</summary>
internal sealed class Latency(Func<string, TimeSpan> latency) : DelegatingHandler(HiBobServices.CreateHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(latency(request.RequestUri!.AbsolutePath), cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
