namespace GiftedPortal.Ui;

/// <summary>A named group of steps in a <see cref="Rail"/>.</summary>
/// <param name="Title">Name of the group.</param>
/// <param name="Steps">Its steps, in order.</param>
public sealed record RailPhase(string Title, IReadOnlyList<RailStep> Steps);

/// <summary>One step in a <see cref="Rail"/>; its number is its position over all phases.</summary>
/// <param name="Key">What <see cref="Rail.Current"/> names.</param>
/// <param name="Title">Name of the step.</param>
/// <param name="Href">Where it is; null when it cannot be opened yet.</param>
/// <param name="Done">Whether it is finished.</param>
public sealed record RailStep(string Key, string Title, string? Href, bool Done)
{
    /// <summary>Other people who are at this step.</summary>
    public IReadOnlyList<RailPerson> People { get; init; } = [];
}

/// <summary>Somebody who is shown beside a step.</summary>
/// <param name="Initials">One or two letters.</param>
/// <param name="Name">In full, for those who cannot see the letters.</param>
public sealed record RailPerson(string Initials, string Name);
