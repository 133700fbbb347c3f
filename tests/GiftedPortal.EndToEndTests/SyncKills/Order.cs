using System.Globalization;

namespace GiftedPortal.EndToEndTests.SyncKills;

/// <summary>The parts of a run, and what is between two runs.</summary>
internal enum Part
{
    /// <summary>Up to the first person: the run is written down, permissions are checked, the roster's index is read.</summary>
    Beginning,

    /// <summary>From the first person to the last, while the differences are staged.</summary>
    Reading,

    /// <summary>From the last person to the commit that writes roster, log and run.</summary>
    Completing,

    /// <summary>After the commit.</summary>
    Between,
}

/// <summary>Where a process shall be when it dies: at the n-th moment of a part of one of its runs.</summary>
/// <param name="Run">Of the process's own, from 0 on.</param>
/// <param name="Part">The part.</param>
/// <param name="Moment">From 1 on; 0: nowhere, it makes its runs up to <paramref name="Run"/> and ends.</param>
/// <param name="Stays">It stands still there until it is dead; else it says that it was there and goes on, so that death comes a little later, wherever that is.</param>
internal sealed record Order(int Run, Part Part, int Moment, bool Stays)
{
    /// <summary>Of the process's own runs; the first of them recovers what the death before interrupted.</summary>
    private const int Runs = 3;

    public static Order Rehearse { get; } = new(Runs - 1, Part.Between, 0, Stays: false);

    public static Order Recover { get; } = new(0, Part.Between, 0, Stays: false);

    /// <summary>Each part in turn, however many moments it has, and standing still there in one round of two; the rest is drawn.</summary>
    public static Order Draw(Random random, int number, IReadOnlyDictionary<Part, int> moments)
    {
        var part = (Part)(number % moments.Count);
        return new Order(random.Next(Runs), part, 1 + random.Next(moments[part]), number / moments.Count % 2 == 0);
    }

    public static Order Parse(string line) =>
        line.Split(' ') is [var run, var part, var moment, var stays]
            ? new Order(int.Parse(run, CultureInfo.InvariantCulture), Enum.Parse<Part>(part), int.Parse(moment, CultureInfo.InvariantCulture), bool.Parse(stays))
            : throw new FormatException($"'{line}' is no order.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run} {Part} {Moment} {Stays}");
}
