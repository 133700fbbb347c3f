using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>
/// Speaks HTTP with Bob. Every call is made once: 401 and 403 count towards Bob's firewall
/// (apidocs.hibob.com/reference/rate-limiting), and whoever asked decides what comes next.
/// </summary>
internal sealed class HiBobClient(IHttpClientFactory clients, IOptions<HiBobOptions> options, CallGuard guard, TimeProvider time)
{
    public const string HttpName = "HiBob";

    /// <summary>Sends a call and hands out a reply whose body is JSON, unread. <paramref name="calls"/> hears of the call when it is over.</summary>
    /// <exception cref="ProviderException">Bob refused, did not answer, or answered something else; or the call was not made, because it is not its time.</exception>
    public Task<HiBobReply> SendAsync(HiBobCall call, ProviderConnection connection, Action<ProviderCall> calls, CancellationToken cancellationToken) =>
        SendAsync(call, connection, null, calls, cancellationToken);

    /// <summary>The same, in a place of the budget that whoever calls holds; null: the call takes one for itself.</summary>
    /// <exception cref="ProviderException">As above.</exception>
    public async Task<HiBobReply> SendAsync(
        HiBobCall call, ProviderConnection connection, CallPlace? held, Action<ProviderCall> calls, CancellationToken cancellationToken)
    {
        var place = await guard.EnterAsync(call, connection, held, cancellationToken);
        try
        {
            return await SendInAsync(place, call, connection, calls, cancellationToken);
        }
        finally
        {
            if (held is null)
                await guard.EndAsync(place);
        }
    }

    private async Task<HiBobReply> SendInAsync(
        CallPlace place, HiBobCall call, ProviderConnection connection, Action<ProviderCall> calls, CancellationToken cancellationToken)
    {
        var record = new CallRecord(call, time, calls);
        HttpResponseMessage? response = null;
        try
        {
            response = await AskAsync(call, connection, cancellationToken);
            record.Answered(response);
            await guard.CountAsync(place, response);
            var failure = await HiBobFailures.OfAsync(call, response, time, cancellationToken);
            await guard.HearAsync(call, connection, response, failure);
            if (failure is not null)
                throw new ProviderException(failure);
            return new HiBobReply(call, response, await response.Content.ReadAsStreamAsync(cancellationToken), record, time);
        }
        catch (Exception exception)
        {
            if (response is null && exception is not ProviderException { InnerException: HttpRequestException })
                await guard.LeaveUnansweredAsync(connection, place, timedOut: exception is ProviderException);
            response?.Dispose();
            record.End(0);
            throw;
        }
    }

    private async Task<HttpResponseMessage> AskAsync(HiBobCall call, ProviderConnection connection, CancellationToken cancellationToken)
    {
        using var request = Request(call, connection);
        using var http = clients.CreateClient(HttpName);
        return await HiBobFailures.GuardAsync(
            call,
            async token => await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token),
            time,
            cancellationToken);
    }

    private HttpRequestMessage Request(HiBobCall call, ProviderConnection connection)
    {
        if (!options.Value.Environments.TryGetValue(connection.Environment, out var environment))
            throw new ArgumentException($"HiBob:Environments has no environment named '{connection.Environment}'.", nameof(connection));
        var request = new HttpRequestMessage(call.Method, environment.BaseUrl.TrimEnd('/') + call.Path + call.Query);
        var pair = Encoding.UTF8.GetBytes($"{connection.ServiceUserId}:{connection.Token.Value}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("GiftedPortal", "1.0"));
        if (call.Body is not null)
            request.Content = new ByteArrayContent(call.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return request;
    }
}
