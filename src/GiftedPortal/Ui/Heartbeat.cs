using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Ui;

/// <summary>Draws nothing; calls a page back at an interval, so that it can load again what others change. Ends with the page.</summary>
public sealed class Heartbeat : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    /// <summary>Time between two beats; the next one waits until the page has dealt with the last one.</summary>
    [Parameter] public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Called at each beat, on the renderer's context.</summary>
    [Parameter, EditorRequired] public EventCallback OnBeat { get; set; }

    [Inject] private TimeProvider Clock { get; set; } = null!;

    /// <summary>Stops the heart.</summary>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => _ = BeatAsync(_gone.Token);

    private async Task BeatAsync(CancellationToken gone)
    {
        using var timer = new PeriodicTimer(Every, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                await InvokeAsync(OnBeat.InvokeAsync);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // the page is gone
        }
        catch (Exception exception)
        {
            // to the page's error boundary, as if the page itself had thrown it
            await DispatchExceptionAsync(exception);
        }
    }
}
