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

    /// <summary>200 with JSON that ends after <see cref="Fault.Bytes"/>.</summary>
    TruncatedJson,

    /// <summary>The right data, a kilobyte at a time with <see cref="Fault.Delay"/> between them.</summary>
    SlowBody,

    /// <summary>502 with a gateway's page.</summary>
    BadGateway,

    /// <summary>503 without a body.</summary>
    Unavailable,

    /// <summary>The connection breaks before an answer.</summary>
    Dropped,

    /// <summary>The right answer, after <see cref="Fault.Delay"/>.</summary>
    LateAnswer,

    /// <summary>403 with a page, as the firewall answers whom it shut out.</summary>
    Blocked,

    /// <summary>The right data, said to be plain text.</summary>
    WrongContentType,

    /// <summary>The right data, with the first key of every object twice. The whole reply is held in memory.</summary>
    DuplicatedKeys,

    /// <summary>A page of a bulk reply names itself as the next one.</summary>
    RepeatedCursor,
}
