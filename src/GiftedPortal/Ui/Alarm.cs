using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Ui;

/// <summary>Draws nothing; calls a page back once a moment is reached, so that it draws anew what depends on it.</summary>
public sealed class Alarm : ComponentBase, IDisposable
{
    private DateTimeOffset? _set;
    private ITimer? _timer;

    /// <summary>UTC; a moment in the past is not called back for.</summary>
    [Parameter, EditorRequired] public DateTimeOffset At { get; set; }

    /// <summary>Called on the renderer's context.</summary>
    [Parameter, EditorRequired] public EventCallback OnReached { get; set; }

    [Inject] private TimeProvider Clock { get; set; } = null!;

    /// <summary>Forgets the moment.</summary>
    public void Dispose() => _timer?.Dispose();

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_set == At) return;
        _set = At;
        _timer?.Dispose();
        var left = At - Clock.GetUtcNow();
        if (left > TimeSpan.Zero) _timer = Clock.CreateTimer(_ => InvokeAsync(OnReached.InvokeAsync), null, left, Timeout.InfiniteTimeSpan);
    }
}
