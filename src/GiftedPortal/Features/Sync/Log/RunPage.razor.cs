using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>One run: what happened, its calls, its lines. The filters are in the address.</summary>
public sealed partial class RunPage
{
    private DataState<RunView>? _state;
    private Guid? _opened;

    /// <summary>The run.</summary>
    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? KindName { get; set; }

    [SupplyParameterFromQuery(Name = "text")] private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "after")] private long? After { get; set; }

    private SyncEntryKind? KindFilter => Query.Kind;

    private EntryQuery Query => new EntriesAddress(KindName, Search).ToQuery() with { After = After };

    /// <inheritdoc/>
    protected override Task RefreshAsync() => _state?.ReloadAsync() ?? Task.CompletedTask;

    private async Task<RunView> LoadAsync(CancellationToken cancellationToken)
    {
        var actor = await Current.GetAsync();
        // reading is recorded once for each opening, not for each time that the page looks again
        var found = _opened == Id ? await Runs.FindRunAsync(Id, actor, cancellationToken) : await Runs.OpenRunAsync(Id, actor, cancellationToken);
        _opened = Id;
        if (found is not { } row)
        {
            Navigation.NotFound();
            return new RunView(null, [], []);
        }

        return new RunView(
            row,
            await Runs.EntriesAsync(Id, new EntryQuery(SyncEntryKind.Call), actor, cancellationToken),
            await Runs.EntriesAsync(Id, Query, actor, cancellationToken));
    }

    // the address of the file, with this page's filters
    private string File(string ending) => PortalUrls.RunExport(Id.ToString(), ending) + new Uri(Navigation.GetUriWithQueryParameter("after", (string?)null)).Query;

    private void Filter(string name, string? value) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = string.IsNullOrWhiteSpace(value) ? null : value, ["after"] = null }),
        replace: true);

    private string FieldsOf(SyncEntry entry) => string.Join(
        Text["Fields.Separator"],
        Enum.GetValues<PersonFields>().Where(field => field != PersonFields.None && entry.Fields.HasFlag(field)).Select(field => Text[$"Field.{field}"].Value));

    /// <summary>What the page shows; no row for a run that is not there.</summary>
    private sealed record RunView(RunRow? Row, IReadOnlyList<SyncEntry> Calls, IReadOnlyList<SyncEntry> Entries);
}
