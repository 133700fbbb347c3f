using System.Globalization;
using System.Text.Json;
using GiftedPortal.Features.Sync.Runs;
using Quartz;

namespace GiftedPortal.Features.Sync.Log.Firings;

/// <summary>What a sync's job adds to the scheduler's own history, which keeps neither when it was due, nor why it fired, nor which run it made.</summary>
internal sealed class FiringReport
{
    private const string Due = "due";
    private const string Why = "why";
    private const string Run = "run";
    private const string Error = "error";

    private readonly IJobExecutionContext _context;

    private FiringReport(IJobExecutionContext context) => _context = context;

    public static FiringReport Begin(IJobExecutionContext context, SyncTrigger why)
    {
        context.Result = JobRunReport.Skipped(null).With(Due, context.ScheduledFireTimeUtc ?? context.FireTimeUtc).With(Why, why);
        return new FiringReport(context);
    }

    public void Made(SyncRun run)
    {
        var report = (run.Status == SyncRunStatus.Failed ? JobRunReport.Failed(null) : JobRunReport.Succeeded(null)).With(Run, run.Id);
        foreach (var (name, value) in ((JobRunReport)_context.Result!).Metrics!)
        {
            report = report.With(name, value);
        }

        _context.Result = report;
    }

    /// <summary>Its kind only: a message may hold anything.</summary>
    public void Failed(Exception error) => _context.Result = ((JobRunReport)_context.Result!).With(Error, error.GetType().Name);

    /// <summary>The scheduler gives names to nodes that share the work, and one word to all that do not.</summary>
    public static string? NodeOf(string instanceId) => instanceId == QuartzSchedulerOptions.DefaultInstanceId ? null : instanceId;

    /// <summary>The entry with what was added to it; what an earlier version of the portal wrote has none of that.</summary>
    public static Firing Read(ExecutionHistoryEntry entry, FiringResult result)
    {
        using var metrics = JsonDocument.Parse(entry.MetricsJson ?? "{}");
        return new Firing(
            entry.FiredAtUtc,
            DateTimeOffset.TryParse(Text(Due), CultureInfo.InvariantCulture, out var due) ? due : null,
            Text(Why) switch
            {
                nameof(SyncTrigger.Requested) => FiringCause.Now,
                nameof(SyncTrigger.Recovery) => FiringCause.Recovery,
                _ => FiringCause.Schedule,
            },
            result,
            NodeOf(entry.SchedulerInstanceId))
        {
            Took = entry.Duration,
            Retry = entry.RetryAttempt,
            Error = Text(Error),
            Run = Guid.TryParse(Text(Run), out var run) ? run : null,
        };

        string? Text(string name) => metrics.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
