using System.Diagnostics;
using GiftedPortal.Data;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Benchmarks.Queue;

/// <summary>What a decision costs: its transaction, from begin to commit, and everything around it: the evidence read again, the triggers set.</summary>
internal static class DecisionCost
{
    private const int Decisions = 60;
    private const int WarmUp = 5;
    private const double Limit = 20; // milliseconds

    public static async Task RunAsync(Table table, ServiceProvider portal, DatabaseProvider database)
    {
        var approval = portal.GetRequiredService<ApprovalService>();
        List<Guid> waiting;
        await using (var db = await portal.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            waiting = await db.Set<Connection>().Where(one => one.Status == ConnectionStatus.Submitted).OrderBy(one => one.Id).Select(one => one.Id).Take(3 * (Decisions + WarmUp)).ToListAsync();
        }

        using var transactions = new Transactions();
        using var _ = DiagnosticListener.AllListeners.Subscribe(transactions);
        var slowest = 0.0;
        foreach (var (what, decide) in ((string, Func<Guid, Actor, Task<ConnectionRefusal?>>)[])
        [
            ("approving", (id, who) => approval.ApproveAsync(id, who, default)),
            ("asking for changes", (id, who) => approval.RequestChangesAsync(id, "Please tick Home.", who, default)),
            ("refusing", (id, who) => approval.RejectAsync(id, "Not a customer.", who, default)),
        ])
        {
            var (inside, whole) = (new List<double>(), new List<double>());
            for (var number = 0; number < Decisions + WarmUp; number++)
            {
                var id = waiting[^1];
                waiting.RemoveAt(waiting.Count - 1);
                transactions.Lengths.Clear();
                var started = Stopwatch.GetTimestamp();
                if (await decide(id, FullQueue.Rita) is { } refusal)
                    throw new InvalidOperationException($"{what} was refused: {refusal}");
                var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (number < WarmUp)
                    continue;
                whole.Add(took);
                inside.Add(transactions.Lengths.Single());
            }

            Table.Spread($"{what}, its transaction", inside, "ms");
            Table.Spread($"{what}, all of it", whole, "ms");
            slowest = Math.Max(slowest, Table.Percentile(inside, 0.95));
        }

        table.Add($"a decision's transaction, {database}, slowest of three (95th percentile), against the budget", slowest, Limit, "ms", 1);
    }

    /// <summary>Hears how long each transaction of Entity Framework took; the scheduler's own are not among them.</summary>
    private sealed class Transactions : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _heard = [];

        public List<double> Lengths { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                _heard.Add(value.Subscribe(this, name => name == RelationalEventId.TransactionCommitted.Name));
        }

        public void OnNext(KeyValuePair<string, object?> value) => Lengths.Add(((TransactionEndEventData)value.Value!).Duration.TotalMilliseconds);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _heard.ForEach(one => one.Dispose());
    }
}
