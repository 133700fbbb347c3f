using GiftedPortal.Data;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Brake;
using GiftedPortal.Features.Sync.Checks;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Log.Values;
using GiftedPortal.Features.Sync.Retention;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>The sync over a test database, with an approved connection and builders for what its tests need.</summary>
public sealed class SyncBench
{
    private const PersonFields Everything = (PersonFields)0x7FFF;

    private readonly TestPortal _portal;
    private readonly HrisProviders _providers;
    private readonly ILoggerFactory _loggers;

    public SyncBench(IDbContextFactory<PortalDbContext> contexts, ILoggerFactory? loggers = null, IDataProtectionProvider? protection = null)
    {
        _loggers = loggers ?? NullLoggerFactory.Instance;
        _portal = new TestPortal(contexts, protection: protection);
        Provider = new PeopleProvider(_portal.Provider, _portal.Time);
        _providers = new HrisProviders([Provider]);
        Lifecycle = LifecycleOf(new SyncNode());
        Sync = SyncOf(Lifecycle);
    }

    public PeopleProvider Provider { get; }

    public TestPortal Portal => _portal;

    internal RunLifecycle Lifecycle { get; }

    internal SyncService Sync { get; }

    public SyncLogService Log => new(_portal.Contexts, _portal.Get<ConnectionService>(), _portal.Time);

    public RunValueService Values => new(_portal.Contexts, _portal.Get<IDataProtectionProvider>(), _portal.Time);

    public RunGapService Gaps => new(_portal.Contexts, Values, SyncRetention.Default, _portal.Time);

    public HealthService Health => _portal.Get<HealthService>();

    public Guid Connection { get; private set; }

    public Actor Member { get; private set; } = TestPortal.Stranger;

    public async Task<SyncBench> ApproveAsync()
    {
        (Member, Connection) = await _portal.SubmittedAsync();
        var rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);
        await _portal.Get<PermissionService>().CheckAsync(Connection, rita, null, Stop);
        (await _portal.Get<ApprovalService>().ApproveAsync(Connection, rita, Stop)).Should().BeNull();

        // approved as an account of its own, or the tests that share a database would look like one company; from here on it is that of the people
        _portal.Provider.AccountId = Person(1).AccountId;
        await BelongsToAsync(Person(1).AccountId!);
        return this;
    }

    /// <summary>Goes on in this process with a connection that another one approved; the clock stands where its newest run began.</summary>
    public async Task GoOnAsync(Guid connection)
    {
        Connection = connection;
        if (await RunsAsync() is [.., var newest])
        {
            _portal.Time.SetUtcNow(newest.StartedAt);
        }
    }

    /// <summary>The connection is approved as this account's.</summary>
    public async Task BelongsToAsync(string accountId)
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        await db.Set<Connection>().Where(one => one.Id == Connection).ExecuteUpdateAsync(set => set.SetProperty(one => one.AccountId, accountId), Stop);
    }

    /// <summary>Everybody synced once; the clock has moved on.</summary>
    public async Task<SyncBench> SyncedAsync(int people)
    {
        await ApproveAsync();
        Provider.People.AddRange(Enumerable.Range(1, people).Select(Person));
        (await RunAsync())!.Status.Should().Be(SyncRunStatus.Succeeded);
        return this;
    }

    public async Task<SyncRun?> RunAsync(SyncTrigger trigger = SyncTrigger.Scheduled)
    {
        _portal.Time.Advance(TimeSpan.FromMinutes(1));
        var run = await Sync.RunAsync(Connection, trigger, Actor.System("test"), Stop);
        return run is null ? null : await FindRunAsync(run.Id);
    }

    /// <summary>That of another process, which takes ours for gone.</summary>
    internal RunLifecycle Elsewhere() => LifecycleOf(new SyncNode());

    /// <summary>A run begins, and its process dies.</summary>
    public async Task BeginElsewhereAsync()
    {
        _portal.Time.Advance(TimeSpan.FromMinutes(1));
        (await Elsewhere().BeginAsync(Connection, SyncTrigger.Scheduled, Actor.System("test"), Stop)).Should().NotBeNull();
    }

    public async Task<SyncRun> FindRunAsync(Guid id)
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<SyncRun>().AsNoTracking().SingleAsync(run => run.Id == id, Stop);
    }

    public async Task<IReadOnlyList<SyncRun>> RunsAsync()
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<SyncRun>().AsNoTracking().Where(run => run.ConnectionId == Connection).OrderBy(run => run.StartedAt).ToListAsync(Stop);
    }

    public async Task<IReadOnlyList<SyncEntry>> EntriesAsync(SyncRun run)
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<SyncEntry>().AsNoTracking().Where(entry => entry.RunId == run.Id).OrderBy(entry => entry.Id).ToListAsync(Stop);
    }

    public async Task<IReadOnlyDictionary<string, Employee>> RosterAsync()
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<Employee>().AsNoTracking().Where(employee => employee.ConnectionId == Connection).ToDictionaryAsync(employee => employee.PersonId, Stop);
    }

    public Task<ConnectionStatus> StatusAsync() => _portal.StatusAsync(Connection);

    public static ProviderPerson Person(int number) => new($"{number}")
    {
        Visible = Everything,
        AccountId = "100",
        FirstName = $"First {number}",
        Surname = "Test",
        WorkEmail = $"p{number}@company.test",
        Birthday = "04-01",
        StartDate = new DateOnly(2020, 5, 4),
        Department = "Sales",
        Status = "Employed",
        Address = new DeliveryAddress("1 High Street", null, "Haifa", "3100", null, "Israel"),
        PrivateEmail = $"p{number}@home.test",
        Children = 2,
    };

    public static ProviderFailure Failed(FailureKind kind) => new(kind, "POST /people/search", 500, null, "as the test says");

    private RunLifecycle LifecycleOf(SyncNode node) => new(
        _portal.Contexts, new BrakeLetters(_portal.Get<Outbox>(), _portal.Get<StaffMailbox>()), node, _portal.Time,
        _loggers.CreateLogger<RunLifecycle>());

    private SyncService SyncOf(RunLifecycle lifecycle) => new(
        _portal.Contexts, lifecycle, _portal.Get<ConnectionService>(), _portal.Get<CredentialService>(), new RunChecks(_portal.Get<PermissionService>()), _providers,
        _portal.Get<IDataProtectionProvider>(), SyncPolicy.Default, _portal.Time,
        _loggers.CreateLogger<SyncService>());
}
