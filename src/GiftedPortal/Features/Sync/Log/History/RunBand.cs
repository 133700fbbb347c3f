namespace GiftedPortal.Features.Sync.Log.History;

/// <summary>How a run's length compares with the usual.</summary>
public enum BandVerdict
{
    /// <summary>Too few runs to tell.</summary>
    Unknown,

    /// <summary>As the others.</summary>
    Usual,

    /// <summary>Clearly longer.</summary>
    Longer,

    /// <summary>Clearly shorter.</summary>
    Shorter,
}

/// <summary>How long the successful runs of a connection usually take. The first sync of all is none of them: it writes everybody.</summary>
/// <param name="Lengths">Of the runs before, newest first.</param>
public sealed record RunBand(IReadOnlyList<TimeSpan> Lengths)
{
    /// <summary>So many runs are looked at.</summary>
    public const int Most = 20;

    /// <summary>From fewer nothing can be said.</summary>
    public const int Fewest = 5;

    // what is in the band by a hair's breadth is not told as odd
    private const double Slack = 1.5;

    /// <summary>There are enough runs to compare with.</summary>
    public bool IsKnown => Lengths.Count >= Fewest;

    /// <summary>Half of the runs took less.</summary>
    public TimeSpan Median => At(0.5);

    /// <summary>One run in ten took less.</summary>
    public TimeSpan Low => At(0.1);

    /// <summary>One run in ten took more.</summary>
    public TimeSpan High => At(0.9);

    /// <summary>How another run compares.</summary>
    public BandVerdict Compare(TimeSpan length) =>
        !IsKnown ? BandVerdict.Unknown
        : length > High * Slack ? BandVerdict.Longer
        : length < Low / Slack ? BandVerdict.Shorter
        : BandVerdict.Usual;

    // between two runs where the share falls between them
    private TimeSpan At(double share)
    {
        if (Lengths.Count == 0)
        {
            return TimeSpan.Zero;
        }

        var sorted = Lengths.Order().ToList();
        var place = share * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + (place - Math.Floor(place)) * (above - below);
    }
}
