using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Runs;

/// <summary>Says every few seconds that the process of a run is alive, until disposed.</summary>
internal sealed partial class RunPulse : IAsyncDisposable
{
    private readonly IDbContextFactory<PortalDbContext> _database;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly PeriodicTimer _timer;
    private readonly Task _beating;

    public RunPulse(Guid runId, IDbContextFactory<PortalDbContext> database, TimeProvider time, ILogger logger)
    {
        (_database, _time, _logger) = (database, time, logger);
        _timer = new PeriodicTimer(SyncNode.Beat, time);
        _beating = BeatAsync(runId);
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _beating;
    }

    private async Task BeatAsync(Guid runId)
    {
        while (await _timer.WaitForNextTickAsync())
        {
            try
            {
                var now = _time.GetUtcNow();
                await using var db = await _database.CreateDbContextAsync();
                await db.Set<SyncRun>()
                    .Where(run => run.Id == runId && run.Status == SyncRunStatus.Running)
                    .ExecuteUpdateAsync(set => set.SetProperty(run => run.AliveAt, now));
            }
            catch (Exception error) when (StorageTrouble.IsCauseOf(error))
            {
                // one missed beat is no reason to end a run: the next one may get through, and the run's own write will tell
                Log.MissedBeat(_logger, error, runId);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Sync run {RunId} could not say that it is alive")]
        public static partial void MissedBeat(ILogger logger, Exception error, Guid runId);
    }
}
