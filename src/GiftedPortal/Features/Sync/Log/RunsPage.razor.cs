using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>All runs, newest first; the filters are in the address.</summary>
public sealed partial class RunsPage
{
    private DataState<IReadOnlyList<RunRow>>? _state;
    private (RunQuery Query, Guid? Newest)? _reading;
    private int _newer;
    private bool _knowsSomeNames;

    [SupplyParameterFromQuery(Name = "status")] private string? StatusName { get; set; }

    [SupplyParameterFromQuery(Name = "customer")] private string? CustomerId { get; set; }

    [SupplyParameterFromQuery(Name = "text")] private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "code")] private string? Code { get; set; }

    [SupplyParameterFromQuery(Name = "person")] private string? Person { get; set; }

    [SupplyParameterFromQuery(Name = "before")] private string? Before { get; set; }

    private SyncRunStatus? StatusFilter => Query.Status;

    private RunQuery Query => new RunsAddress(StatusName, CustomerId, Search, From, To, Code, Person).ToQuery() with { Before = Guid.TryParse(Before, out var before) ? before : null };

    /// <inheritdoc/>
    protected override Task RefreshAsync() => _state?.ReloadAsync() ?? Task.CompletedTask;

    // looking again brings what is on screen up to date; what came since waits above, so that no row moves under somebody's eyes or finger
    private async Task<IReadOnlyList<RunRow>> LoadAsync(CancellationToken cancellationToken)
    {
        var (query, actor) = (Query, await Current.GetAsync());
        var newest = _reading is { } reading && reading.Query == query ? reading.Newest : null;
        var rows = await Runs.ListRunsAsync(query with { UpTo = newest }, actor, cancellationToken);
        _newer = newest is { } shown && query.Before is null ? await Runs.CountNewerAsync(query, shown, actor, cancellationToken) : 0;
        _knowsSomeNames = query is { Person.Length: > 0, CustomerId: { } customer } && await Runs.KnowsSomeNamesAsync(customer, actor, cancellationToken);
        _reading = (query, newest ?? (rows.Count > 0 ? rows[0].Run.Id : null));
        return rows;
    }

    private Task ShowNewerAsync()
    {
        _reading = null;
        return RefreshAsync();
    }

    private void ShowAnyTime() => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["from"] = null, ["to"] = null, ["before"] = null }), replace: true);

    // the address of the file, with this page's filters
    private string File(string ending) => PortalUrls.RunsExport(ending) + new Uri(Navigation.GetUriWithQueryParameter("before", (string?)null)).Query;

    private void Filter(string name, string? value) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = string.IsNullOrWhiteSpace(value) ? null : value, ["before"] = null }),
        replace: true);
}
