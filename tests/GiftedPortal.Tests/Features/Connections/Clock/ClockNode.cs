using System.Collections.Concurrent;
using System.Threading.Channels;
using GiftedPortal.Data;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Features.Connections.Clock;

/// <summary>One node's scheduler as the portal registers it, over the store in the database, with the approval clock's jobs alone.</summary>
public sealed class ClockNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Records _records = new();
    private readonly TimeProvider _time;
    private readonly IHost _host;

    public ClockNode(DatabaseOptions database, TimeProvider time, ApprovalPolicy? policy = null)
    {
        _time = time;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services
            .AddSingleton(time)
            .AddSingleton<ISaveChangesInterceptor>(_records)
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .AddSingleton(new StaffMailbox(new Recipient("staff@gifted.test")))
            .AddSingleton<Outbox>()
            .AddSingleton(policy ?? ApprovalPolicy.Default)
            .AddPortalDatabase(database)
            .AddApprovalClock(builder.Configuration)
            .AddPortalScheduler(database);
        _host = builder.Build();
    }

    public Task StartAsync() => _host.StartAsync(Stop);

    /// <summary>As after a submit, a request for changes or a decision on this node.</summary>
    public Task EnsureAsync(Guid connectionId) => _host.Services.GetRequiredService<ClockScheduler>().EnsureAsync(connectionId, Stop);

    /// <summary>What the job does that runs at start and every minute; its own trigger counts from the machine's time.</summary>
    public Task ReconcileAsync() => _host.Services.GetRequiredService<ClockScheduler>().EnsureAllAsync(Stop);

    /// <summary>The next moment that this node records.</summary>
    public async Task<ClockRecord> NextAsync()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        enough.CancelAfter(TimeSpan.FromMinutes(1));
        var next = _records.Written.Reader.ReadAsync(enough.Token).AsTask();
        while (_time is FakeTimeProvider stands && await Task.WhenAny(next, Task.Delay(Patience, enough.Token)) != next)
        {
            // a scheduler that was about to wait when the clock was set waits from the new time on; as long as it is idle, it looks again after half a minute
            stands.Advance(TimeSpan.FromSeconds(31));
        }

        return await next;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    /// <summary>Hears of each record once it is committed.</summary>
    private sealed class Records : SaveChangesInterceptor
    {
        private readonly ConcurrentDictionary<DbContext, ClockRecord[]> _saving = new();

        public Channel<ClockRecord> Written { get; } = Channel.CreateUnbounded<ClockRecord>();

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            _saving[eventData.Context!] = [.. eventData.Context!.ChangeTracker.Entries<ClockRecord>().Where(entry => entry.State is EntityState.Added).Select(entry => entry.Entity)];
            return ValueTask.FromResult(result);
        }

        public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            _saving.TryRemove(eventData.Context!, out var records);
            foreach (var record in records ?? [])
            {
                Written.Writer.TryWrite(record);
            }

            return ValueTask.FromResult(result);
        }
    }
}
