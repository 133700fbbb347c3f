namespace GiftedPortal.Sandbox.HiBob.Faults;

/// <summary>How the API can be made to fail.</summary>
public enum FaultKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>401 with an empty body, as if the token were wrong.</summary>
    Unauthorized,

    /// <summary>403, as if nothing were permitted.</summary>
    Forbidden,

    /// <summary>429 until <see cref="Fault.Delay"/> from now.</summary>
    RateLimited,

    /// <summary>500 without a readable body.</summary>
    ServerError,

    /// <summary>No answer until the caller gives up.</summary>
    Timeout,

    /// <summary>200 with the web app's page instead of data.</summary>
    HtmlPage,

    /// <summary>200 with JSON that ends in the middle.</summary>
    TruncatedJson,

    /// <summary>The right data, a kilobyte at a time with <see cref="Fault.Delay"/> between them.</summary>
    SlowBody,
}

/// <summary>A fault that is switched on.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Delay">The time that some kinds need.</param>
public sealed record Fault(FaultKind Kind, TimeSpan Delay)
{
    /// <summary>A fault with the usual delays: 30 seconds until a rate limit ends, one second between parts of a slow body.</summary>
    public static Fault Of(FaultKind kind) => new(kind, TimeSpan.FromSeconds(kind is FaultKind.SlowBody ? 1 : 30));
}
