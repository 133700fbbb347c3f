using GiftedPortal.Providers;

namespace GiftedPortal.Features.Connections.Credentials;

/// <summary>What can go wrong when an id and a token are copied.</summary>
public enum PasteProblem
{
    /// <summary>Far longer than an id or a token ever is.</summary>
    TooLong,

    /// <summary>A whole <c>Authorization</c> header, or its <c>Basic …</c> value.</summary>
    Header,

    /// <summary>The Base64 of id and token together.</summary>
    Encoded,

    /// <summary>Id and token in one field, with a colon between them.</summary>
    Together,

    /// <summary>The id is in the token's field, and the token in the id's.</summary>
    Swapped,

    /// <summary>Line breaks in between, as from a letter or a terminal.</summary>
    LineBreaks,

    /// <summary>Spaces or invisible marks around it.</summary>
    Spaces,

    /// <summary>Quotes around it.</summary>
    Quotes,

    /// <summary>An e-mail address instead of the id.</summary>
    Email,

    /// <summary>The token was cut off: it ends in dots, or is too short to be one.</summary>
    Truncated,

    /// <summary>Only a hint: ids usually look like <c>SERVICE-202</c>.</summary>
    UnusualId,
}

/// <summary>An id and a token as they were typed or pasted.</summary>
/// <param name="Id">The id.</param>
/// <param name="Token">The token; printing it gives dots.</param>
public sealed record PastedPair(string Id, Secret Token);

/// <summary>What is wrong with a pasted pair.</summary>
/// <param name="Problems">Each problem once, gravest first; empty when all is well.</param>
/// <param name="Repaired">The pair as it was probably meant, a part that cannot be saved emptied; the same pair when there is nothing to repair.</param>
public sealed record PasteDiagnosis(IReadOnlyList<PasteProblem> Problems, PastedPair Repaired)
{
    /// <summary>The pair cannot be right as it stands, so that asking the provider would only cost a failed call.</summary>
    public bool IsCertain => Problems.Any(problem => problem is not (PasteProblem.UnusualId or PasteProblem.Truncated));

    /// <summary>There is something to repair, not only a hint.</summary>
    public bool CanRepair => Problems.Any(problem => problem is not PasteProblem.UnusualId);

    /// <summary>The id's field holds a token, alone or with the id, so the pair must not be stored as it stands.</summary>
    public bool MixesIdAndToken => Problems.Any(problem => problem is PasteProblem.Swapped or PasteProblem.Header or PasteProblem.Encoded or PasteProblem.Together);
}
