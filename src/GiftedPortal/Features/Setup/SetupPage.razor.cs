using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Features.Setup;

/// <summary>
/// The wizard. Each step has an address of its own, so the address bar, reload and the back button work as everywhere;
/// <c>/setup</c> alone goes on where the customer left off.
/// </summary>
public sealed partial class SetupPage
{
    private static readonly SetupView Nothing = new(null!, null!, "", null);
    private DataState<SetupView>? _data;

    /// <summary>The step; null in <c>/setup</c>.</summary>
    [Parameter] public string? Slug { get; set; }

    /// <summary>Why the step could not be finished, in a sentence.</summary>
    internal string? Refusal { get; private set; }

    [Inject] private SetupService Setup { get; set; } = null!;

    [Inject] private ConnectionService Connections { get; set; } = null!;

    [Inject] private HrisProviders Providers { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private async Task<SetupView> LoadAsync(CancellationToken cancellationToken)
    {
        Refusal = null;
        var actor = await Current.GetAsync();
        var state = await Setup.LoadAsync(actor, cancellationToken);
        if (state is null)
        {
            Navigation.NotFound();
        }
        else if (!ConnectionLife.IsInSetup(state.Connection.Status))
        {
            Navigation.NavigateTo(PortalUrls.Connection, replace: true);
        }
        else if (Slug is null)
        {
            Navigation.NavigateTo(PortalUrls.Setup(state.Resume.Slug), replace: true);
        }
        else if (state.Guide.Find(Slug) is { } step)
        {
            return new SetupView(state, step, Providers[state.Connection.Provider].Name, await SentBackBecauseAsync(state.Connection, actor, cancellationToken));
        }
        else
        {
            Navigation.NotFound();
        }

        return Nothing;
    }

    private async Task<string?> SentBackBecauseAsync(ConnectionSummary connection, Actor actor, CancellationToken cancellationToken) =>
        connection.Status is ConnectionStatus.ChangesRequested
            ? (await Connections.TimelineAsync(connection.Id, actor, cancellationToken)).LastOrDefault(one => one.Operation is ConnectionOperation.RequestChanges)?.Reason
            : null;

    private async Task FinishAsync(SetupView view)
    {
        var refusal = await Setup.FinishAsync(view.Step.Slug, true, await Current.GetAsync(), default);
        if (refusal is null or ConnectionRefusal.NotNow)
        {
            // not now: a colleague has submitted meanwhile, and the next load leads to the status page
            GoTo(SetupRules.After(view.State.Guide, view.Step));
            return;
        }

        Refusal = Text.Of(refusal, view.ProviderName);
    }

    private void GoTo(SetupStep? step)
    {
        if (step is not null) Navigation.NavigateTo(PortalUrls.Setup(step.Slug));
    }

    private Task ReloadAsync() => _data!.ReloadAsync();

    private List<RailPhase> PhasesOf(SetupView view) =>
        [.. view.State.Guide.Steps.GroupBy(step => step.Phase).Select(phase => new RailPhase(
            Text[$"Phase.{phase.Key}"],
            [.. phase.Select(step => new RailStep(step.Slug, view.State.Guide.Texts[$"{step.Slug}.Title"], PortalUrls.Setup(step.Slug), view.State.Finished.Contains(step.Slug)))]))];
}
