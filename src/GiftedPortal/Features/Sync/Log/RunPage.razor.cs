using System.Globalization;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Log.History;
using GiftedPortal.Features.Sync.Log.Values;
using GiftedPortal.Features.Sync.Retention;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>One run: what happened, how it compares, its calls, what is missing, its lines. The filters are in the address.</summary>
public sealed partial class RunPage
{
    private DataState<RunView>? _state;
    private Guid? _opened;
    private (Guid Run, SyncRunStatus Status, RunGaps? Gaps)? _gaps;

    /// <summary>The run.</summary>
    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? KindName { get; set; }

    [SupplyParameterFromQuery(Name = "text")] private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "code")] private string? Code { get; set; }

    [SupplyParameterFromQuery(Name = "after")] private string? After { get; set; }

    [SupplyParameterFromQuery(Name = "line")] private string? Line { get; set; }

    [Inject] private RunHistoryService History { get; set; } = null!;

    [Inject] private RunGapService Gaps { get; set; } = null!;

    [Inject] private RunValueService Values { get; set; } = null!;

    [Inject] private SyncRetention Retention { get; set; } = null!;

    [Inject] private IStringLocalizer<HealthText> Owners { get; set; } = null!;

    private EntryQuery Query => new EntriesAddress(KindName, Search, Code).ToQuery() with { After = Number(After), Line = Line is null ? null : Number(Line) ?? 0 };

    // text that is no number leads to no page, and to a line that is not there
    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc/>
    protected override Task RefreshAsync() => _state?.ReloadAsync() ?? Task.CompletedTask;

    private async Task<RunView> LoadAsync(CancellationToken cancellationToken)
    {
        var actor = await Current.GetAsync();
        // reading is recorded once for each opening, not for each time that the page looks again
        var found = _opened == Id ? await Runs.FindRunAsync(Id, actor, cancellationToken) : await Runs.OpenRunAsync(Id, actor, cancellationToken);
        _opened = Id;
        if (found is not { Run: var run } row)
        {
            Navigation.NotFound();
            return RunView.Nothing;
        }

        var entries = await Runs.EntriesAsync(Id, Query, actor, cancellationToken);
        // what has ended loses nothing any more
        if (_gaps is not { } known || known.Run != Id || known.Status != run.Status)
        {
            _gaps = (Id, run.Status, await Gaps.OfAsync(run, actor, cancellationToken));
        }

        return new RunView(
            row,
            await Runs.EntriesAsync(Id, new EntryQuery(SyncEntryKind.Call), actor, cancellationToken),
            entries,
            await Values.MaskedAsync(Id, [.. entries.Where(entry => entry.Values is not null).Select(entry => entry.Id)], actor, cancellationToken),
            await History.BandAsync(run, actor, cancellationToken),
            await History.AttemptsAsync(run, actor, cancellationToken),
            _gaps.Value.Gaps,
            Retention.EndsLinesOf(run.StartedAt, Clock.GetUtcNow()),
            !string.IsNullOrWhiteSpace(Search) && await Runs.KnowsSomeNamesOfRunAsync(Id, actor, cancellationToken));
    }

    /// <summary>What the page shows; no row for a run that is not there.</summary>
    private sealed record RunView(
        RunRow? Row,
        IReadOnlyList<SyncEntry> Calls,
        IReadOnlyList<SyncEntry> Entries,
        IReadOnlyDictionary<long, IReadOnlyList<ShownChange>> Values,
        RunBand Band,
        IReadOnlyList<Attempt> Attempts,
        RunGaps? Gaps,
        bool LinesAreOver,
        bool KnowsSomeNames)
    {
        public static RunView Nothing { get; } = new(null, [], [], new Dictionary<long, IReadOnlyList<ShownChange>>(), new RunBand([]), [], null, false, false);
    }
}
