using System.Globalization;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>A page of the sync log: it loads again every few seconds, what is on screen stays in place meanwhile.</summary>
public abstract class RefreshingPage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private ITimer? _timer;

    /// <summary>Reads runs.</summary>
    [Inject] protected SyncLogService Runs { get; set; } = null!;

    /// <summary>Says what happened.</summary>
    [Inject] protected SyncSentences Sentences { get; set; } = null!;

    /// <summary>Who is looking.</summary>
    [Inject] protected CurrentActor Current { get; set; } = null!;

    /// <summary>Where we are.</summary>
    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>The texts of the log.</summary>
    [Inject] protected IStringLocalizer<SyncLogText> Text { get; set; } = null!;

    /// <summary>The texts of the shared components.</summary>
    [Inject] protected IStringLocalizer<UiText> UiTexts { get; set; } = null!;

    /// <summary>What time it is.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <summary>How numbers are written for the viewer.</summary>
    protected static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _timer = Clock.CreateTimer(_ => InvokeAsync(RefreshAsync), null, Interval, Interval);

    /// <summary>Loads again.</summary>
    protected abstract Task RefreshAsync();

    /// <summary>How long a run took, or has taken up to now.</summary>
    protected string DurationOf(SyncRun run) => UiTexts.Span(LengthOf(run));

    /// <summary>The same as a length of time.</summary>
    protected TimeSpan LengthOf(SyncRun run) => (run.FinishedAt ?? Clock.GetUtcNow()) - run.StartedAt;
}
