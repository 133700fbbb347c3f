using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Features.Setup.Together;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Features.Setup;

/// <summary>
/// The wizard. Each step has an address of its own, so the address bar, reload and the back button work as everywhere;
/// <c>/setup</c> alone goes on where the customer left off. Everybody who has it open sees what the others do.
/// </summary>
public sealed partial class SetupPage : IDisposable
{
    private static readonly SetupView Nothing = new(null!, null!, "", null);
    private DataState<SetupView>? _data;
    private SetupSeat? _seat;
    private ConnectionEvent? _sent;
    private (string Slug, string Sentence) _refusal = ("", "");
    private string? _strayedTo;
    private bool _sentByMe;
    private bool _closed;

    /// <summary>The step; null in <c>/setup</c>.</summary>
    [Parameter] public string? Slug { get; set; }

    [Inject] private SetupService Setup { get; set; } = null!;

    [Inject] private HandoverService Handovers { get; set; } = null!;

    [Inject] private SetupRooms Rooms { get; set; } = null!;

    [Inject] private ConnectionService Connections { get; set; } = null!;

    [Inject] private HrisProviders Providers { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    // without a receiver: the page is not drawn again only because time went by
    private EventCallback Beat => new(null, () => _sent is null && !_closed ? _data!.LookAsync() : Task.CompletedTask);

    // without a receiver too: going on draws the next step when it is there, and not this one twice more
    private static EventCallback Once(Func<Task> action) => new(null, action);

    private static EventCallback Once(Action action) => new(null, action);

    private IReadOnlyList<SomebodyElse> Others => _seat?.Others ?? [];

    /// <summary>Leaves the others alone.</summary>
    public void Dispose()
    {
        _closed = true;
        _seat?.Dispose();
    }

    private async Task<SetupView> LoadAsync(CancellationToken cancellationToken)
    {
        var actor = await Current.GetAsync();
        var state = await Setup.LoadAsync(actor, cancellationToken);
        if (state is null)
        {
            Navigation.NotFound();
        }
        else if (!ConnectionLife.IsInSetup(state.Connection.Status))
        {
            await LeaveAsync(state.Connection, actor, cancellationToken);
        }
        else if (Slug is null)
        {
            Navigation.NavigateTo(PortalUrls.Setup(state.Resume.Slug), replace: true);
        }
        else if (state.Guide.Find(Slug) is { } step)
        {
            return await SitDownAsync(state, step, actor, cancellationToken);
        }
        else
        {
            // a mistyped address, or a step of an older guide: said on the step that it leads to
            _strayedTo = state.Resume.Slug;
            Navigation.NavigateTo(PortalUrls.Setup(_strayedTo), replace: true);
        }

        return Nothing;
    }

    private async Task<SetupView> SitDownAsync(SetupState state, SetupStep step, Actor actor, CancellationToken cancellationToken)
    {
        if (_strayedTo != step.Slug) _strayedTo = null;
        var reason = await SentBackBecauseAsync(state.Connection, actor, cancellationToken);
        if (!_closed)
        {
            _seat ??= Rooms.Enter(state.Connection.Id, actor, news => _ = InvokeAsync(() => HearAsync(news)));
            _seat.MoveTo(step.Slug);
        }

        return new SetupView(state, step, Providers[state.Connection.Provider].Name, reason)
        {
            Seat = _seat?.Key,
            Permissions = Providers[state.Connection.Provider].Permissions,
            Handovers = [.. (await Handovers.ListAsync(actor, cancellationToken)).Where(one => one.IsMine || one.Slug is null || one.Slug == step.Slug)],
        };
    }

    // somebody else sent it while this page was open: they are told who, and when; whoever comes later just goes on to the status page
    private async Task LeaveAsync(ConnectionSummary connection, Actor actor, CancellationToken cancellationToken)
    {
        var sent = _seat is null ? null : (await Connections.TimelineAsync(connection.Id, actor, cancellationToken)).LastOrDefault(one => one.Operation is ConnectionOperation.Submit);
        if (sent is null)
        {
            Navigation.NavigateTo(PortalUrls.Connection, replace: true);
            return;
        }

        (_sent, _sentByMe) = (sent, sent.ActorId == actor.Id);
    }

    private async Task<string?> SentBackBecauseAsync(ConnectionSummary connection, Actor actor, CancellationToken cancellationToken) =>
        connection.Status is ConnectionStatus.ChangesRequested
            ? (await Connections.TimelineAsync(connection.Id, actor, cancellationToken)).LastOrDefault(one => one.Operation is ConnectionOperation.RequestChanges)?.Reason
            : null;

    private async Task FinishAsync(SetupView view)
    {
        var refusal = await Setup.FinishAsync(view.Step.Slug, true, await Current.GetAsync(), default, view.Seat);
        switch (refusal)
        {
            case null:
                GoTo(SetupRules.After(view.State.Guide, view.Step));
                break;
            case ConnectionRefusal.NotNow:
                await ReloadAsync();
                break;
            default:
                _refusal = (view.Step.Slug, Text.Of(refusal, view.ProviderName));
                StateHasChanged();
                break;
        }
    }

    private Task HearAsync(SetupNews news)
    {
        if (news is SetupNews.Saved) return ReloadAsync();
        StateHasChanged();
        return Task.CompletedTask;
    }

    private void GoTo(SetupStep? step)
    {
        _refusal = ("", "");
        if (step is not null) Navigation.NavigateTo(PortalUrls.Setup(step.Slug));
    }

    private static int NumberOf(SetupView view, string slug) => view.State.Guide.Find(slug) is { } step ? view.State.Guide.NumberOf(step) : 1;

    private Task ReloadAsync() => _sent is null && !_closed ? _data!.ReloadAsync() : Task.CompletedTask;

    private List<RailPhase> PhasesOf(SetupView view, IReadOnlyList<SomebodyElse> others) =>
        [.. view.State.Guide.Steps.GroupBy(step => step.Phase).Select(phase => new RailPhase(
            Text[$"Phase.{phase.Key}"],
            [.. phase.Select(step => new RailStep(step.Slug, view.TitleOf(step), PortalUrls.Setup(step.Slug), view.State.Finished.Contains(step.Slug))
            {
                People = others.Count == 0 ? [] : [.. others.Where(other => other.Slug == step.Slug).Select(other => new RailPerson(other.Initials, other.Name))],
            })]))];
}
