using System.Globalization;

namespace GiftedPortal.Benchmarks;

/// <summary>The figures of a run.</summary>
internal sealed class Table
{
    private readonly List<(string What, string Measured, string Against, double Ratio, double Limit)> _rows = [];
    private readonly List<string> _notes = [];

    /// <summary>Adds a figure. <paramref name="limit"/> is the most that <paramref name="measured"/> ÷ <paramref name="against"/> may be.</summary>
    public void Add(string what, double measured, double against, string unit, double limit)
    {
        _rows.Add((what, Text(measured, unit), Text(against, unit), measured / against, limit));
        Console.WriteLine($"  {what}: {Text(measured, unit)} against {Text(against, unit)}");
    }

    /// <summary>The middle of some figures.</summary>
    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>Adds a remark, printed below the figures.</summary>
    public void Note(string text) => _notes.Add(text);

    public void Print()
    {
        var width = _rows.Max(row => row.What.Length);
        Console.WriteLine();
        Console.WriteLine($"{"what".PadRight(width)}  {"measured",10}  {"against",10}  {"ratio",6}  {"at most",7}");
        foreach (var (what, measured, against, ratio, limit) in _rows)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what.PadRight(width)}  {measured,10}  {against,10}  {ratio,6:0.00}  {limit,7:0.00}{(ratio <= limit ? "" : "  EXCEEDED")}"));
        foreach (var note in _notes)
            Console.WriteLine($"{Environment.NewLine}{note}");
    }

    private static string Text(double figure, string unit) => string.Create(CultureInfo.InvariantCulture, $"{figure:0.0} {unit}");
}
