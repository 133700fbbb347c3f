using System.Diagnostics;
using GiftedPortal.Benchmarks.Queue;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Sync.Log;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Benchmarks.Connections;

/// <summary>What other pages ask of the portal meanwhile, each second.</summary>
internal sealed class OtherPages(ServiceProvider portal, Guid connection)
{
    private readonly (string Name, Func<Task> Ask)[] _questions =
    [
        ("the queue", () => portal.GetRequiredService<QueueService>().ListAsync(new QueueQuery(), FullQueue.Rita, default)),
        ("the sync log", () => portal.GetRequiredService<SyncLogService>().ListRunsAsync(new RunQuery(), FullQueue.Rita, default)),
        ("a search in it", () => portal.GetRequiredService<SyncLogService>().ListRunsAsync(new RunQuery(Text: "company 00"), FullQueue.Rita, default)),
        ("a status page", () => portal.GetRequiredService<SyncLogService>().SummaryAsync(connection, FullQueue.Rita, default)),
    ];

    /// <summary>Milliseconds of each question, until the end.</summary>
    public async Task<IReadOnlyDictionary<string, List<double>>> AskAsync(TimeSpan length)
    {
        var figures = _questions.ToDictionary(question => question.Name, _ => new List<double>());
        var started = Stopwatch.GetTimestamp();
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (Stopwatch.GetElapsedTime(started) < length && await second.WaitForNextTickAsync())
        {
            foreach (var (name, ask) in _questions)
            {
                var asked = Stopwatch.GetTimestamp();
                await ask();
                figures[name].Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        }

        return figures;
    }
}
