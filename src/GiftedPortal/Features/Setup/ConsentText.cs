namespace GiftedPortal.Features.Setup;

/// <summary>What a customer agrees to by sending a set-up: the texts <c>Reads.*</c> and <c>Consent</c> of <see cref="SetupText"/>.</summary>
public static class ConsentText
{
    /// <summary>Raise it whenever one of the texts changes its meaning: what somebody agreed to is stored with it. A test notices.</summary>
    public const int Version = 1;

    /// <summary>Keys of the texts, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["Reads.Who", "Reads.When", "Reads.Where", "Reads.Never", "Consent"];
}
