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

    private SyncRunStatus? StatusFilter => Enum.TryParse<SyncRunStatus>(StatusName, out var status) && Enum.IsDefined(status) ? status : null;

    private RunQuery Query => new(CustomerId, Status: StatusFilter, Text: Search, Before: Before);

    /// <inheritdoc/>
    protected override Task RefreshAsync() => _state?.ReloadAsync() ?? Task.CompletedTask;

    private async Task<IReadOnlyList<RunRow>> LoadAsync(CancellationToken cancellationToken) =>
        await Runs.ListRunsAsync(Query, await Current.GetAsync(), cancellationToken);

    private void Filter(string name, string? value) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = string.IsNullOrWhiteSpace(value) ? null : value, ["before"] = null }),
        replace: true);
}
