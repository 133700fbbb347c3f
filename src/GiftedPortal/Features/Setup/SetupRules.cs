using GiftedPortal.Features.Connections;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Setup;

/// <summary>The order of the steps and what a submission needs. Pure.</summary>
public static class SetupRules
{
    /// <summary>The first step that is not finished, else the last one.</summary>
    public static SetupStep Resume(SetupGuide guide, IReadOnlySet<string> finished) =>
        guide.Steps.FirstOrDefault(step => !finished.Contains(step.Slug)) ?? guide.Steps[^1];

    /// <summary>The step after this one, or null.</summary>
    public static SetupStep? After(SetupGuide guide, SetupStep step) => guide.Steps.ElementAtOrDefault(guide.NumberOf(step));

    /// <summary>The step before this one, or null.</summary>
    public static SetupStep? Before(SetupGuide guide, SetupStep step) => guide.NumberOf(step) is var number and > 1 ? guide.Steps[number - 2] : null;

    /// <summary>How long the steps that are left usually take.</summary>
    public static TimeSpan TimeLeft(SetupGuide guide, IReadOnlySet<string> finished) =>
        guide.Steps.Where(step => !finished.Contains(step.Slug)).Aggregate(TimeSpan.Zero, (sum, step) => sum + step.ExpectedTime);

    /// <summary>Why this set-up cannot be submitted yet, as far as that is known without asking the provider; null when it can.</summary>
    public static ConnectionRefusal? Blocks(SetupState state) =>
        !ConnectionLife.IsInSetup(state.Connection.Status) ? new ConnectionRefusal.NotNow(state.Connection.Status, ConnectionOperation.Submit)
        : !state.Connection.HasToken ? new ConnectionRefusal.NoCredentials()
        : CompanyName.Check(CompanyName.Clean(state.CompanyName), state.Connection.SyncedBefore);
}
