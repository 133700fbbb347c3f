namespace GiftedPortal.Benchmarks;

/// <summary>Watches how far this process' memory rises above where it was.</summary>
internal sealed class MemoryPeak : IDisposable
{
    private readonly long _idle;
    private readonly Timer _timer;
    private long _peak;

    public MemoryPeak()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        _idle = Environment.WorkingSet;
        _timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(5));
    }

    /// <summary>Megabytes above idle.</summary>
    public double Megabytes => Math.Max(0.1, (_peak - _idle) / 1024.0 / 1024.0);

    public void Dispose() => _timer.Dispose();

    private void Look() => _peak = Math.Max(_peak, Environment.WorkingSet);
}
