using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Retention;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Sync.Log.Firings;

/// <summary>What the scheduler did for a connection: when each sync was due and when it began, what became of it, and what did not begin at all.</summary>
public sealed partial class FiringsPage
{
    private DataState<Firings>? _state;

    /// <summary>The connection.</summary>
    [Parameter] public Guid Id { get; set; }

    [Inject] private FiringService Service { get; set; } = null!;

    [Inject] private SyncRetention Retention { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IStringLocalizer<SyncLogText> Text { get; set; } = null!;

    [Inject] private IStringLocalizer<UiText> Spans { get; set; } = null!;

    private async Task<Firings> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Service.ReadAsync(Id, await Current.GetAsync(), cancellationToken) is { } firings)
        {
            return firings;
        }

        Navigation.NotFound();
        return new Firings("", null, []);
    }

    private Task RefreshAsync() => _state?.ReloadAsync() ?? Task.CompletedTask;

    private static Tone ToneOf(FiringResult result) => result switch
    {
        FiringResult.Succeeded => Tone.Good,
        FiringResult.Skipped or FiringResult.Cancelled => Tone.Neutral,
        FiringResult.WillRetry or FiringResult.Missed or FiringResult.Overlapped or FiringResult.Vetoed => Tone.Warn,
        FiringResult.Failed => Tone.Bad,
    };
}
