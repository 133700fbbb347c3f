namespace GiftedPortal.Providers;

/// <summary>Wakes whoever waits for a change within this process, and lets them look again after a while for changes made elsewhere.</summary>
internal sealed class Pulse(TimeProvider time)
{
    private TaskCompletionSource _next = New();

    /// <summary>To be asked before looking, so that a change between the look and the wait is not missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Beat() => Interlocked.Exchange(ref _next, New()).SetResult();

    public async Task WaitAsync(Task next, TimeSpan longest, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(next, Task.Delay(longest, time, waiting.Token));
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
