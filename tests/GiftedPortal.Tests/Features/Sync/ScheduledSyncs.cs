using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync;
using GiftedPortal.Hosting;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>One node's scheduler as the portal configures it, over the store in the database, with a bench's services; its clock is the machine's.</summary>
public sealed class ScheduledSyncs : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SyncBench _bench;
    private readonly Listener _listener = new();

    private ScheduledSyncs(ITestDatabase database, SyncBench bench, TimeSpan interval)
    {
        _bench = bench;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Sync:Interval"] = interval.ToString("c", CultureInfo.InvariantCulture) }).Build();
        Services = new ServiceCollection()
            .AddLogging()
            .AddLocalization()
            .AddSingleton(database.Contexts)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(bench.Portal.Get<ConnectionService>())
            .AddSingleton(bench.Portal.Get<CredentialService>())
            .AddSingleton(bench.Portal.Get<PermissionService>())
            .AddSingleton(bench.Portal.Get<IDataProtectionProvider>())
            .AddSingleton(bench.Portal.Get<Outbox>())
            .AddSingleton(bench.Portal.Get<StaffMailbox>())
            .AddSingleton(new HrisProviders([bench.Provider]))
            .AddApprovalClock(configuration)
            .AddSync(configuration)
            .AddPortalScheduler(database.Options)
            .AddQuartz(scheduler => scheduler.AddJobListener(_listener).AddTriggerListener(_listener))
            .BuildServiceProvider();
    }

    public ServiceProvider Services { get; }

    public IScheduler Scheduler { get; private set; } = null!;

    public SyncScheduler Syncs => Services.GetRequiredService<SyncScheduler>();

    /// <summary>One that does not run yet and has no jobs.</summary>
    public static async Task<ScheduledSyncs> CreateAsync(ITestDatabase database, SyncBench bench, TimeSpan? interval = null)
    {
        var node = new ScheduledSyncs(database, bench, interval ?? SyncPolicy.Default.Interval);
        node.Scheduler = await node.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Stop);
        await node.Scheduler.Clear(Stop);
        return node;
    }

    /// <summary>Waits for the end of a job, as often as it shall have ended since the start.</summary>
    public async Task EndOfAsync(JobKey job, int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            await _listener.EndsOf(job).ReadAsync(Stop).AsTask().WaitAsync(Patience, Stop);
        }
    }

    /// <summary>Waits until so many triggers were found to have missed their time.</summary>
    public async Task MissedAsync(int triggers)
    {
        for (var trigger = 0; trigger < triggers; trigger++)
        {
            await _listener.Missed.Reader.ReadAsync(Stop).AsTask().WaitAsync(Patience, Stop);
        }
    }

    /// <summary>As if so much time had passed while no node ran.</summary>
    public async Task PassAsync(TimeSpan downtime)
    {
        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        await db.Database.ExecuteSqlAsync(
            $"UPDATE QRTZ_TRIGGERS SET START_TIME = START_TIME - {downtime.Ticks}, NEXT_FIRE_TIME = NEXT_FIRE_TIME - {downtime.Ticks} WHERE TRIGGER_GROUP = {SyncJob.Group}", Stop);
    }

    /// <summary>Connections that sync, each with an account of its own.</summary>
    /// <param name="count">How many.</param>
    /// <param name="employees">How many people each of them employs, as they say.</param>
    public async Task<IReadOnlyList<Guid>> ConnectAsync(int count, int employees)
    {
        var (now, system) = (TimeProvider.System.GetUtcNow(), Actor.System("test"));
        var protector = _bench.Portal.Get<CredentialProtector>();
        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        var connections = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).Select(id => new Connection
        {
            Id = id, CustomerId = id, Provider = _bench.Portal.Provider.Key, Environment = "Test", GuideVersion = 1, CreatedAt = now, CompanyName = $"Company {id:N}", Employees = employees,
            ServiceUserId = $"SERVICE-{id:N}", ProtectedToken = protector.Protect(id, new GiftedPortal.Providers.Secret("token")), CredentialsSavedAt = now,
        }).ToList();
        foreach (var connection in connections)
        {
            foreach (var operation in (ConnectionOperation[])
                [ConnectionOperation.Submit, ConnectionOperation.Claim, ConnectionOperation.Approve, ConnectionOperation.StartFirstSync, ConnectionOperation.GoLive])
            {
                connection.Apply(operation, system, now);
            }
        }

        db.AddRange(connections.Select(one => new Customer { Id = one.CustomerId, Name = one.CompanyName!, CreatedAt = now }));
        db.AddRange(connections);
        await db.SaveChangesAsync(Stop);
        return [.. connections.Select(one => one.Id)];
    }

    public async ValueTask DisposeAsync()
    {
        await Scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None);
        await Services.DisposeAsync();
    }

    private sealed class Listener : IJobListener, ITriggerListener
    {
        private readonly ConcurrentDictionary<JobKey, Channel<JobKey>> _ends = [];

        public string Name => nameof(ScheduledSyncs);

        public Channel<TriggerKey> Missed { get; } = Channel.CreateUnbounded<TriggerKey>();

        public ChannelReader<JobKey> EndsOf(JobKey job) => Of(job).Reader;

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default) =>
            Of(context.JobDetail.Key).Writer.WriteAsync(context.JobDetail.Key, cancellationToken);

        public ValueTask TriggerMisfired(ITrigger trigger, IScheduler scheduler, CancellationToken cancellationToken = default) =>
            trigger.Key.Group == SyncJob.Group ? Missed.Writer.WriteAsync(trigger.Key, cancellationToken) : default;

        private Channel<JobKey> Of(JobKey job) => _ends.GetOrAdd(job, _ => Channel.CreateUnbounded<JobKey>());
    }
}
