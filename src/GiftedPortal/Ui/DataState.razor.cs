using System.Collections;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Ui;

/// <summary>Loads something and draws its four states: loading, failed with a retry, empty in two sentences, data.</summary>
/// <typeparam name="TData">What is loaded; a collection counts as empty when it has no items.</typeparam>
public sealed partial class DataState<TData> : IDisposable where TData : class
{
    private CancellationTokenSource _loading = new();
    private object? _loadedKey;
    private bool _started;
    private bool _failed;
    private TData? _data;
    // a new key has come in: what is on screen stays, and is not drawn once more under that key
    private bool _turning;

    /// <summary>Loads the data. An exception is logged and shown as a sentence with a retry; its message never reaches the screen.</summary>
    [Parameter, EditorRequired] public required Func<CancellationToken, Task<TData>> Load { get; set; }

    /// <summary>What the load depends on (a filter, a page, an id). When it changes, the data is loaded again.</summary>
    [Parameter] public object? LoadKey { get; set; }

    /// <summary>Whether two of them look the same, for <see cref="LookAsync"/>.</summary>
    [Parameter] public Func<TData, TData, bool>? Same { get; set; }

    /// <summary>Draws the data.</summary>
    [Parameter, EditorRequired] public required RenderFragment<TData> ChildContent { get; set; }

    /// <summary>Sentence for a failed load, when there is a better one than the general one.</summary>
    [Parameter] public string? FailedText { get; set; }

    /// <summary>First sentence of the empty state: what there is none of.</summary>
    [Parameter] public string? EmptyTitle { get; set; }

    /// <summary>Second sentence of the empty state: what makes something appear.</summary>
    [Parameter] public string? EmptyHint { get; set; }

    /// <summary>Icon of the empty state.</summary>
    [Parameter] public string? EmptyIcon { get; set; }

    /// <summary>A button or link for the empty state.</summary>
    [Parameter] public RenderFragment? EmptyAction { get; set; }

    [Inject] private IStringLocalizer<UiText> Text { get; set; } = null!;

    [Inject] private ILogger<DataState<TData>> Logger { get; set; } = null!;

    /// <summary>Loads again; what is on screen stays until the new data is there. Call it on the renderer's context.</summary>
    public async Task ReloadAsync()
    {
        if (_failed) (_failed, _data) = (false, null);
        StateHasChanged();
        if (await LoadNowAsync()) StateHasChanged();
    }

    /// <summary>Loads again, and draws only when it came out otherwise by <see cref="Same"/>: for those who look again and again.</summary>
    public Task LookAsync() => _data is { } before && Same is { } same ? ReloadUnlessAsync(after => same(before, after)) : ReloadAsync();

    private async Task ReloadUnlessAsync(Func<TData, bool> same)
    {
        if (await LoadNowAsync(same)) StateHasChanged();
    }

    // true when there is something new to draw
    private async Task<bool> LoadNowAsync(Func<TData, bool>? same = null)
    {
        await _loading.CancelAsync();
        _loading.Dispose();
        _loading = new CancellationTokenSource();
        var token = _loading.Token;
        try
        {
            var data = await Load(token);
            if (token.IsCancellationRequested) return false;
            if (!_failed && same?.Invoke(data) is true) return false;
            (_data, _failed) = (data, false);
        }
        catch (Exception) when (token.IsCancellationRequested)
        {
            return false; // a newer load has taken over, or the page is gone
        }
        catch (Exception exception)
        {
            _failed = true;
            DataStateLog.LoadFailed(Logger, exception, typeof(TData).Name);
        }
        return true;
    }

    /// <summary>Stops a load that is under way.</summary>
    public void Dispose()
    {
        _loading.Cancel();
        _loading.Dispose();
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync()
    {
        if (_started && Equals(_loadedKey, LoadKey)) return Task.CompletedTask;
        (_started, _loadedKey) = (true, LoadKey);
        if (_failed) (_failed, _data) = (false, null);
        _turning = _data is not null;
        // ComponentBase draws before and after by itself
        return TurnAsync();
    }

    private async Task TurnAsync()
    {
        await LoadNowAsync();
        _turning = false;
    }

    /// <inheritdoc />
    protected override bool ShouldRender()
    {
        var draws = !_turning;
        _turning = false;
        return draws;
    }

    private static bool IsEmpty(TData data) => data is IEnumerable items and not string && !items.Cast<object?>().Any();
}

internal static partial class DataStateLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Loading {What} for a page failed")]
    public static partial void LoadFailed(ILogger logger, Exception exception, string what);
}
