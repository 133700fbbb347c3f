using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>All runs, newest first; the filters are in the address.</summary>
public sealed partial class RunsPage
{
    private DataState<IReadOnlyList<RunRow>>? _state;

    [SupplyParameterFromQuery(Name = "status")] private string? StatusName { get; set; }

    [SupplyParameterFromQuery(Name = "customer")] private Guid? CustomerId { get; set; }

    [SupplyParameterFromQuery(Name = "text")] private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "before")] private Guid? Before { get; set; }

    private SyncRunStatus? StatusFilter => Query.Status;

    private RunQuery Query => new RunsAddress(StatusName, CustomerId, Search).ToQuery() with { Before = Before };

    /// <inheritdoc/>
    protected override Task RefreshAsync() => _state?.ReloadAsync() ?? Task.CompletedTask;

    private async Task<IReadOnlyList<RunRow>> LoadAsync(CancellationToken cancellationToken) =>
        await Runs.ListRunsAsync(Query, await Current.GetAsync(), cancellationToken);

    // the address of the file, with this page's filters
    private string File(string ending) => PortalUrls.RunsExport(ending) + new Uri(Navigation.GetUriWithQueryParameter("before", (string?)null)).Query;

    private void Filter(string name, string? value) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = string.IsNullOrWhiteSpace(value) ? null : value, ["before"] = null }),
        replace: true);
}
