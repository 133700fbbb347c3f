using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Sync.Log.Timeline;

/// <summary>All that happened to a connection. Filter and place are in the address.</summary>
public sealed partial class ConnectionTimelinePage
{
    private DataState<TimelinePage>? _state;

    /// <summary>The connection.</summary>
    [Parameter] public Guid Id { get; set; }

    /// <summary>Only what is about this; another word is ignored.</summary>
    [SupplyParameterFromQuery(Name = "kind")] public string? KindName { get; set; }

    /// <summary>The place after which the page begins; another text is ignored.</summary>
    [SupplyParameterFromQuery(Name = "after")] public string? AfterText { get; set; }

    [Inject] private TimelineService Timeline { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IStringLocalizer<SyncLogText> Text { get; set; } = null!;

    private TimelineKind? KindFilter => Enum.TryParse<TimelineKind>(KindName, out var kind) && Enum.IsDefined(kind) ? kind : null;

    private TimelinePlace? After => TimelinePlace.Parse(AfterText);

    private async Task<TimelinePage> LoadAsync(CancellationToken cancellationToken)
    {
        if (await Timeline.ReadAsync(Id, KindFilter, After, await Current.GetAsync(), cancellationToken) is { } page)
        {
            return page;
        }

        Navigation.NotFound();
        return new TimelinePage("", [], false);
    }

    private Task RefreshAsync() => _state?.ReloadAsync() ?? Task.CompletedTask;

    private string Address(TimelineKind? kind, TimelinePlace? after) => Navigation.GetUriWithQueryParameters(
        PortalUrls.ConnectionTimeline(Id), new Dictionary<string, object?> { ["kind"] = kind?.ToString(), ["after"] = after?.ToString() });
}
