using GiftedPortal.Sandbox.HiBob.Api;

namespace GiftedPortal.Sandbox.HiBob.Faults;

/// <summary>A fault that is switched on. By itself it meets every call until it is switched off.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Delay">The time that some kinds need.</param>
public sealed record Fault(FaultKind Kind, TimeSpan Delay)
{
    /// <summary>The only endpoint that it meets, one of <see cref="EndpointNames"/>; or null for all.</summary>
    public string? Endpoint { get; init; }

    /// <summary>How many calls get through before it begins; with an endpoint, calls of that one.</summary>
    public int Skip { get; init; }

    /// <summary>How many calls it meets before it ends by itself, or null for no end.</summary>
    public int? Calls { get; init; }

    /// <summary>True for a <c>Retry-After</c> header beside the documented ones, on <see cref="FaultKind.RateLimited"/> and <see cref="FaultKind.Unavailable"/>.</summary>
    public bool RetryAfter { get; init; }

    /// <summary>How many bytes <see cref="FaultKind.TruncatedJson"/> lets through.</summary>
    public int Bytes { get; init; } = 60;

    /// <summary>A fault with the usual delays: 30 seconds until a rate limit ends, one second before a late answer and between parts of a slow body.</summary>
    public static Fault Of(FaultKind kind) => new(kind, TimeSpan.FromSeconds(kind is FaultKind.SlowBody or FaultKind.LateAnswer ? 1 : 30));

    internal bool Meets(string endpoint) => Endpoint is null || Endpoint == endpoint;
}
