using System.Globalization;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>Customers by days of the last month: where runs went wrong, at a glance. A day leads to its runs.</summary>
public sealed partial class RunDaysPage
{
    private const int DayCount = 30;
    private const int Most = 200; // customers; those with the most trouble come first

    private IReadOnlyList<DateTimeOffset> _starts = [];

    [Inject] private SyncLogService Runs { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private ViewerZone Zone { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private IStringLocalizer<SyncLogText> Text { get; set; } = null!;

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    private IEnumerable<DateOnly> Days => _starts.Take(DayCount).Select(start => DateOnly.FromDateTime(Zone.ToLocal(start).DateTime));

    private async Task<IReadOnlyList<CustomerDays>> LoadAsync(CancellationToken cancellationToken)
    {
        var tomorrow = DateOnly.FromDateTime(Zone.ToLocal(Clock.GetUtcNow()).DateTime).AddDays(1);
        _starts = [.. Enumerable.Range(-DayCount, DayCount + 1).Select(offset => Zone.StartOf(tomorrow.AddDays(offset)))];
        return await Runs.DaysAsync(_starts, await Current.GetAsync(), cancellationToken);
    }

    // a link with a sentence and, beside the colour, a sign; nothing where nothing ran
    private RenderFragment Cell(CustomerDays customer, int day) => builder =>
    {
        var runs = customer.Days[day];
        var bad = runs.Failed + runs.Stopped;
        var (tone, sign) = bad == 0 ? (Tone.Good, "") : bad < runs.Runs ? (Tone.Warn, "·") : (Tone.Bad, "×");
        if (runs.Runs == 0)
        {
            builder.AddMarkupContent(0, "<span class=\"heat\"></span>");
            return;
        }

        var sentence = Text["Days.Cell", Zone.ToLocal(_starts[day]).ToString("M", Culture), Text[runs.Runs == 1 ? "Days.Runs.One" : "Days.Runs", runs.Runs].Value, runs.Failed, runs.Stopped].Value;
        builder.OpenElement(1, "a");
        builder.AddAttribute(2, "class", $"heat tone-{tone.ToString().ToLowerInvariant()}");
        builder.AddAttribute(3, "href", $"{PortalUrls.Runs}?customer={customer.CustomerId}&from={_starts[day].UtcDateTime:O}&to={_starts[day + 1].UtcDateTime:O}");
        builder.AddAttribute(4, "title", sentence);
        builder.AddAttribute(5, "aria-label", sentence);
        builder.AddContent(6, sign);
        builder.CloseElement();
    };
}
