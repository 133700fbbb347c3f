namespace GiftedPortal.Providers;

/// <summary>Why a call to a provider gave no usable answer. Retry and wording follow from it.</summary>
public enum FailureKind
{
    /// <summary>The credentials are not accepted (401). Never retried.</summary>
    CredentialsRejected,

    /// <summary>The credentials are accepted, the permission or audience is missing (403). Never retried.</summary>
    Forbidden,

    /// <summary>Too many calls (429); <see cref="ProviderFailure.RetryAt"/> says when the next one is allowed.</summary>
    RateLimited,

    /// <summary>The provider's firewall, or our own brake before it, blocks calls until <see cref="ProviderFailure.RetryAt"/>.</summary>
    Blocked,

    /// <summary>No connection, a time-out or a 5xx.</summary>
    Unreachable,

    /// <summary>An answer that is not what the call documents: HTML, broken JSON, an unexpected status.</summary>
    Nonsense,
}

/// <summary>A failed call, classified once at the HTTP boundary.</summary>
/// <param name="Kind">The class of failure.</param>
/// <param name="Call">Method and path, without host, query or secrets: <c>POST /people/search</c>.</param>
/// <param name="Status">HTTP status, when there was an answer.</param>
/// <param name="RetryAt">UTC; when a next try makes sense, where that is known.</param>
/// <param name="Detail">A short English phrase for staff and logs; never contains values or secrets.</param>
public sealed record ProviderFailure(FailureKind Kind, string Call, int? Status, DateTimeOffset? RetryAt, string Detail);

/// <summary>Carries a <see cref="ProviderFailure"/> out of a stream of people.</summary>
public sealed class ProviderException(ProviderFailure failure, Exception? inner = null)
    : Exception($"{failure.Call}: {failure.Kind} ({failure.Detail})", inner)
{
    /// <summary>What failed.</summary>
    public ProviderFailure Failure { get; } = failure;
}

/// <summary>One call made to a provider, safe to show to staff: no query, body, header or secret.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the environment's base address.</param>
/// <param name="Status">HTTP status; null when no answer came.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="Duration">From sending the request to the last byte read.</param>
/// <param name="Bytes">Bytes of the answer's body as read.</param>
/// <param name="RateLimitLeft">Calls left in the provider's current window, when it says so.</param>
public sealed record ProviderCall(string Method, string Path, int? Status, DateTimeOffset StartedAt, TimeSpan Duration, long Bytes, int? RateLimitLeft)
{
    /// <summary>Calls that the provider allows in a minute at this address, when it says so.</summary>
    public int? RateLimit { get; init; }
}
