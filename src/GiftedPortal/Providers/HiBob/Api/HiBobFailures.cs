using System.Net;
using System.Text;
using System.Text.Json;

namespace GiftedPortal.Providers.HiBob.Api;

/// <summary>Classifies whatever is not a usable answer, once and here.</summary>
internal static class HiBobFailures
{
    // documented by Bob: too many 401 or 403 within 10 s block for five minutes (apidocs.hibob.com/reference/rate-limiting)
    private static readonly TimeSpan Block = TimeSpan.FromMinutes(5);
    private const int MostErrorBytes = 4096;

    /// <summary>The failure that a response's head shows, or null when its body is worth reading.</summary>
    public static async Task<ProviderFailure?> OfAsync(HiBobCall call, HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var status = (int)response.StatusCode;
        ProviderFailure Failure(FailureKind kind, string detail, DateTimeOffset? retryAt = null) => new(kind, call.Name, status, retryAt, detail);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return IsJson(response) ? null : Failure(FailureKind.Nonsense, "the answer is not JSON");
            case HttpStatusCode.Unauthorized:
                return call.NeedsPermission && await SaysNoPermissionAsync(call, response, time, cancellationToken)
                    ? Failure(FailureKind.Forbidden, "refused for lack of permission")
                    : Failure(FailureKind.CredentialsRejected, "the credentials are not accepted");
            case HttpStatusCode.Forbidden when RateLimit.RetryAfter(response, now) is { } until:
                return Failure(FailureKind.Blocked, "the firewall asks to wait", until);
            case HttpStatusCode.Forbidden when IsHtml(response):
                // the API's own errors are JSON: a page must never be taken for a missing permission
                return Failure(FailureKind.Blocked, "a firewall's page", now + Block);
            case HttpStatusCode.Forbidden:
                return Failure(FailureKind.Forbidden, "no permission, or nobody in the audience");
            case HttpStatusCode.TooManyRequests:
                return Failure(FailureKind.RateLimited, "too many calls", RateLimit.NextWindow(response, now));
            case HttpStatusCode.RequestTimeout:
            case >= HttpStatusCode.InternalServerError:
                return Failure(FailureKind.Unreachable, "trouble at the provider", RateLimit.RetryAfter(response, now));
            default:
                return Failure(FailureKind.Nonsense, status is >= 300 and < 400 ? "a redirect" : "an unexpected status");
        }
    }

    /// <summary>Runs a part of a call within the call's patience, and turns the network's troubles into failures.</summary>
    public static async Task<T> GuardAsync<T>(HiBobCall call, Func<CancellationToken, ValueTask<T>> part, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(call.AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await part(either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(call, $"no answer within {call.AnswerWithin.TotalSeconds:0} s", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Unreachable(call, exception is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known ? $"connection failed: {known.HttpRequestError}" : "the connection broke", exception);
        }
        catch (InvalidDataException exception)
        {
            throw Nonsense(call, "the answer cannot be decompressed", exception);
        }
    }

    /// <summary>A body that is not what the call documents.</summary>
    public static ProviderException Nonsense(HiBobCall call, string detail, Exception? inner = null) =>
        new(new ProviderFailure(FailureKind.Nonsense, call.Name, 200, null, detail), inner);

    /// <summary>No answer, or not all of it, came in time.</summary>
    public static ProviderException Unreachable(HiBobCall call, string detail, Exception? inner = null) =>
        new(new ProviderFailure(FailureKind.Unreachable, call.Name, null, null, detail), inner);

    private static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is not { } type
        || type.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    private static bool IsHtml(HttpResponseMessage response) =>
        string.Equals(response.Content.Headers.ContentType?.MediaType, "text/html", StringComparison.OrdinalIgnoreCase);

    // Bob has been seen to say 401 {"errorMessage":"No permissions to …"} to credentials that it accepts
    private static async Task<bool> SaysNoPermissionAsync(HiBobCall call, HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var body = await GuardAsync(call, token => ReadSomeAsync(response, token), time, cancellationToken);
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } error
                && error.TryGetProperty("errorMessage", out var message)
                && message.ValueKind == JsonValueKind.String
                && message.GetString()!.StartsWith("No permission", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is JsonException or ProviderException)
        {
            return false; // an empty or odd body: the status alone speaks
        }
    }

    private static async ValueTask<string> ReadSomeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostErrorBytes];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
