using GiftedPortal.Features.Connections;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Setup;

/// <summary>The order of the steps and what a submission needs. Pure.</summary>
public static class SetupRules
{
    /// <summary>
    /// Where the customer goes on: the first open step after the last finished one, as what was skipped on the way was skipped on purpose
    /// and stays marked as open; else the first open step, else the last one.
    /// </summary>
    public static SetupStep Resume(SetupGuide guide, IReadOnlySet<string> finished) =>
        guide.Steps.Reverse().TakeWhile(step => !finished.Contains(step.Slug)).LastOrDefault()
        ?? guide.Steps.FirstOrDefault(step => !finished.Contains(step.Slug))
        ?? guide.Steps[^1];

    /// <summary>Finished steps that still count: those that changed since they were finished are to be done again.</summary>
    /// <param name="guide">The guide of today.</param>
    /// <param name="finished">Slugs of the finished steps, with the guide's version at that time.</param>
    public static IReadOnlySet<string> StillFinished(SetupGuide guide, IReadOnlyDictionary<string, int> finished) =>
        finished.Where(one => guide.Find(one.Key) is { } step && step.Since <= one.Value).Select(one => one.Key).ToHashSet();

    /// <summary>A step that was finished before a reviewer asked for a change in it is open again.</summary>
    public static bool IsReopened(IReadOnlyList<ChangeItem> changes, string slug, DateTimeOffset finishedAt) =>
        changes.Any(item => item.Slug == slug && finishedAt < item.RequestedAt);

    /// <summary>Steps that came or changed since the customer began, and are not done yet.</summary>
    public static IReadOnlyList<SetupStep> Changed(SetupState state) =>
        [.. state.Guide.Steps.Where(step => step.Since > state.Connection.GuideVersion && !state.Finished.Contains(step.Slug))];

    /// <summary>Open steps before this one: whoever comes by an address may have left some out.</summary>
    public static IReadOnlyList<SetupStep> OpenBefore(SetupState state, SetupStep step) =>
        [.. state.Guide.Steps.TakeWhile(one => one != step).Where(one => !state.Finished.Contains(one.Slug))];

    /// <summary>The step after this one, or null.</summary>
    public static SetupStep? After(SetupGuide guide, SetupStep step) => guide.Steps.ElementAtOrDefault(guide.NumberOf(step));

    /// <summary>The step before this one, or null.</summary>
    public static SetupStep? Before(SetupGuide guide, SetupStep step) => guide.NumberOf(step) is var number and > 1 ? guide.Steps[number - 2] : null;

    /// <summary>How long the steps that are left usually take.</summary>
    public static TimeSpan TimeLeft(SetupGuide guide, IReadOnlySet<string> finished) =>
        guide.Steps.Where(step => !finished.Contains(step.Slug)).Aggregate(TimeSpan.Zero, (sum, step) => sum + step.ExpectedTime);

    /// <summary>How long the first sync usually takes: the provider answers for everybody at once, and is given time for each few thousand.</summary>
    public static TimeSpan FirstSync(int employees) => TimeSpan.FromMinutes(1 + (employees / 5000));

    /// <summary>Why this set-up cannot be submitted yet, as far as that is known without asking the provider; null when it can.</summary>
    public static ConnectionRefusal? Blocks(SetupState state) =>
        !ConnectionLife.IsInSetup(state.Connection.Status) ? new ConnectionRefusal.NotNow(state.Connection.Status, ConnectionOperation.Submit)
        : !state.Connection.HasToken ? new ConnectionRefusal.NoCredentials()
        : CompanyName.Check(CompanyName.Clean(state.CompanyName), state.SyncedBefore);
}
