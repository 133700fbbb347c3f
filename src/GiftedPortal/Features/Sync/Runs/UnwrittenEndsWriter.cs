namespace GiftedPortal.Features.Sync.Runs;

/// <summary>
/// Tries every few seconds to write the ends of runs that the database did not take. Not a job of the scheduler: that would wait for the same database, and might run on a
/// node that knows nothing of them.
/// </summary>
internal sealed class UnwrittenEndsWriter(RunLifecycle runs, TimeProvider time) : BackgroundService
{
    private readonly PeriodicTimer _timer = new(SyncNode.Beat, time);

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            await runs.WriteEndsAsync(stoppingToken);
        }
    }
}
