using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Ui;

/// <summary>A component that shows how far away a moment is, and so draws itself again twice a minute.</summary>
public abstract class TickingComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private ITimer? _timer;

    /// <summary>Where 'now' comes from.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose()
    {
        _timer?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void OnInitialized() =>
        _timer = Clock.CreateTimer(_ => InvokeAsync(StateHasChanged), null, Interval, Interval);
}
