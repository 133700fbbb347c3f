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

    /// <summary>The filter: name of a status; anything else shows all.</summary>
    [SupplyParameterFromQuery] public string? State { get; set; }

    /// <summary>The filter: only what the viewer has in review.</summary>
    [SupplyParameterFromQuery] public bool Mine { get; set; }

    /// <summary>The filter: part of a name.</summary>
    [SupplyParameterFromQuery(Name = "text")] public string? Search { get; set; }

    /// <summary>From 1.</summary>
    [SupplyParameterFromQuery(Name = "page")] public int PageNumber { get; set; }

    [Inject] private QueueService Queue { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IStringLocalizer<ApprovalText> Text { get; set; } = null!;

    [Inject] private IStringLocalizer<ConnectionText> Words { get; set; } = null!;

    private ConnectionStatus? Status =>
        Enum.TryParse<ConnectionStatus>(State, ignoreCase: true, out var status) && QueueService.Shown.Contains(status) ? status : null;

    private QueueQuery Query => new(Status, Mine, Search, Math.Max(PageNumber, 1));

    private async Task<IReadOnlyList<QueueRow>> LoadAsync(CancellationToken cancellationToken)
    {
        var found = await Queue.ListAsync(Query, await Current.GetAsync(), cancellationToken);
        _count = found.Count;
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
