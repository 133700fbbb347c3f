using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Log.Values;
using GiftedPortal.Features.Sync.Retention;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>The lines of a run. What was unmasked is forgotten with the page.</summary>
public sealed partial class RunLines
{
    private readonly Dictionary<long, IReadOnlyList<ShownChange>> _revealed = [];
    private RevealRefusal? _refusal;

    /// <summary>The run.</summary>
    [Parameter, EditorRequired] public Guid RunId { get; set; }

    /// <summary>They have been kept long enough: those that were there are removed, or will be soon.</summary>
    [Parameter] public bool AreOver { get; set; }

    /// <summary>Not everybody in them was looked at by name.</summary>
    [Parameter] public bool KnowsSomeNames { get; set; }

    /// <summary>A page of its lines.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<SyncEntry> Entries { get; set; } = [];

    /// <summary>Their masked values, by line.</summary>
    [Parameter, EditorRequired] public IReadOnlyDictionary<long, IReadOnlyList<ShownChange>> Masked { get; set; } = new Dictionary<long, IReadOnlyList<ShownChange>>();

    /// <summary>What they were found by.</summary>
    [Parameter, EditorRequired] public EntryQuery Query { get; set; } = null!;

    /// <summary>The code that they were found by, as the address says it.</summary>
    [Parameter] public string? Code { get; set; }

    [Inject] private RunValueService Values { get; set; } = null!;

    [Inject] private SyncRetention Retention { get; set; } = null!;

    [Inject] private SyncSentences Sentences { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IStringLocalizer<SyncLogText> Text { get; set; } = null!;

    private async Task RevealAsync(IReadOnlyList<long> lines, string reason)
    {
        (var values, _refusal) = await Values.RevealAsync(RunId, lines, reason, await Current.GetAsync(), default);
        foreach (var (line, changes) in values ?? new Dictionary<long, IReadOnlyList<ShownChange>>())
        {
            _revealed[line] = changes;
        }
    }

    private IReadOnlyList<ShownChange>? ValuesOf(SyncEntry entry) =>
        _revealed.TryGetValue(entry.Id, out var revealed) ? revealed : Masked.TryGetValue(entry.Id, out var masked) ? masked : null;

    private string FieldsOf(SyncEntry entry) => string.Join(
        Text["Fields.Separator"],
        Enum.GetValues<PersonFields>().Where(field => field != PersonFields.None && entry.Fields.HasFlag(field)).Select(field => Text[$"Field.{field}"].Value));

    // the address of the file, with this page's filters
    private string File(string ending) => PortalUrls.RunExport(RunId.ToString(), ending) + new Uri(Address(null, null)).Query;

    private void Filter(string name, string? value) => Navigation.NavigateTo(Address(name, string.IsNullOrWhiteSpace(value) ? null : value), replace: true);

    // with one thing changed, and without the place that the page had
    private string Address(string? name, object? value)
    {
        var parts = new Dictionary<string, object?> { ["after"] = null, ["line"] = null };
        if (name is not null)
        {
            parts[name] = value;
        }

        return Navigation.GetUriWithQueryParameters(parts);
    }
}
