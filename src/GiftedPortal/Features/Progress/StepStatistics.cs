using GiftedPortal.Providers;

namespace GiftedPortal.Features.Progress;

/// <summary>How customers fare with one step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Number">Its 1-based position.</param>
/// <param name="Finished">How many finished it.</param>
/// <param name="Median">Half of those took less, from finishing whatever they finished before; null: nobody finished it.</param>
/// <param name="Idle">How many set-ups stand at it, idle for longer than asked for.</param>
public sealed record StepStatistics(SetupStep Step, int Number, int Finished, TimeSpan? Median, int Idle)
{
    /// <summary>The statistics of each step of a guide. Pure.</summary>
    /// <param name="guide">The guide.</param>
    /// <param name="customers">Where the customers stand; those of other guides are left out.</param>
    /// <param name="idleBefore">UTC; a set-up in which nothing was done since counts as idle.</param>
    public static IReadOnlyList<StepStatistics> Of(SetupGuide guide, IEnumerable<CustomerProgress> customers, DateTimeOffset idleBefore)
    {
        var those = customers.Where(one => one.Guide.Version == guide.Version && one.Guide.Steps.SequenceEqual(guide.Steps)).ToList();
        var taken = those.SelectMany(Durations).ToLookup(one => one.Slug, one => one.Taken);
        return [.. guide.Steps.Select((step, index) => new StepStatistics(
            step,
            index + 1,
            taken[step.Slug].Count(),
            MedianOf([.. taken[step.Slug].Order()]),
            those.Count(one => one.InSetup && one.Step.Slug == step.Slug && one.IdleSince <= idleBefore)))];
    }

    private static IEnumerable<(string Slug, TimeSpan Taken)> Durations(CustomerProgress customer)
    {
        var before = customer.Connection.CreatedAt;
        foreach (var step in customer.Finished)
        {
            yield return (step.Slug, step.At - before);
            before = step.At;
        }
    }

    private static TimeSpan? MedianOf(TimeSpan[] sorted) => sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
