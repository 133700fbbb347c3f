using System.Globalization;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Approval;

/// <summary>What waits for a decision, nearest promised moment first. Filters and page are in the address.</summary>
public sealed partial class QueuePage
{
    private DataState<IReadOnlyList<QueueRow>>? _rows;
    private int _count;
    private int _page = 1;

    /// <summary>The filter: name of a status; anything else shows all.</summary>
    [SupplyParameterFromQuery] public string? State { get; set; }

    /// <summary>The filter: only what the viewer has in review.</summary>
    [SupplyParameterFromQuery(Name = "mine")] public string? OnlyMine { get; set; }

    /// <summary>The filter: part of a name.</summary>
    [SupplyParameterFromQuery(Name = "text")] public string? Search { get; set; }

    /// <summary>From 1; anything else is the first page.</summary>
    [SupplyParameterFromQuery(Name = "page")] public string? PageNumber { get; set; }

    [Inject] private QueueService Queue { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IStringLocalizer<ApprovalText> Text { get; set; } = null!;

    [Inject] private IStringLocalizer<ConnectionText> Words { get; set; } = null!;

    private ConnectionStatus? Status =>
        Enum.TryParse<ConnectionStatus>(State, ignoreCase: true, out var status) && QueueService.Shown.Contains(status) ? status : null;

    private bool Mine => bool.TryParse(OnlyMine, out var mine) && mine;

    private QueueQuery Query => new(Status, Mine, Search, int.TryParse(PageNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(page, 1) : 1);

    // the page that is drawn: the last one where the queue has become shorter
    private QueueQuery Drawn => Query with { Page = _page };

    private async Task<IReadOnlyList<QueueRow>> LoadAsync(CancellationToken cancellationToken)
    {
        var found = await Queue.ListAsync(Query, await Current.GetAsync(), cancellationToken);
        (_count, _page) = (found.Count, found.Page);
        return found.Rows;
    }

    private Task RefreshAsync() => _rows?.ReloadAsync() ?? Task.CompletedTask;

    // a filter begins at the first page
    private string Link(ConnectionStatus? status, bool mine) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { ["state"] = status?.ToString(), ["mine"] = mine ? true : null, ["page"] = null });

    private string PageLink(int page) => Navigation.GetUriWithQueryParameter("page", page > 1 ? page : null);

    private void SearchFor(string? text) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["text"] = string.IsNullOrWhiteSpace(text) ? null : text, ["page"] = null }), replace: true);
}
