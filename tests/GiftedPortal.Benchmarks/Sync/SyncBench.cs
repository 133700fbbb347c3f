using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Permissions.Drift;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Secret = GiftedPortal.Providers.Secret;

namespace GiftedPortal.Benchmarks.Sync;

/// <summary>The portal's sync over a database of its own, with one connection that was just approved.</summary>
internal sealed class SyncBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private SyncBench(ServiceProvider services, DatabaseOptions database) => (_services, Database) = (services, database);

    public DatabaseOptions Database { get; }

    public Guid Connection { get; } = Guid.NewGuid();

    public IDbContextFactory<PortalDbContext> Contexts => _services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    public static async Task<SyncBench> CreateAsync(Uri bob, DatabaseOptions database)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["HiBob:Environments:Sandbox:BaseUrl"] = new Uri(bob, "v1").ToString(),
            ["HiBob:DefaultEnvironment"] = "Sandbox",
        }).Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider())
            .AddSingleton(new StaffMailbox(new Recipient("staff@gifted.example")))
            .AddSingleton<Outbox>()
            .AddSingleton(provider => new HrisProviders(provider.GetServices<IHrisProvider>().Select(one => new CheckedProvider(one))))
            .AddSingleton<ConnectionService>()
            .AddSingleton<CredentialProtector>()
            .AddSingleton<CredentialService>()
            .AddPermissions()
            .AddSync(configuration)
            .AddHiBob(configuration)
            .AddPortalDatabase(database);
        var bench = new SyncBench(services.BuildServiceProvider(), database);
        await bench.ApproveAsync();
        return bench;
    }

    /// <summary>Carries out one run, and insists that it did what it should.</summary>
    public async Task<SyncRun> RunAsync(SyncOutcome expected, int people, int? changed = null)
    {
        var run = await _services.GetRequiredService<SyncService>().RunAsync(Connection, SyncTrigger.Scheduled, Actor.System("benchmark"), CancellationToken.None);
        return run?.Outcome == expected && run.PeopleRead == people && run.Changed == (changed ?? run.Changed)
            ? run
            : throw new InvalidOperationException($"The run ended as {run?.Outcome} with {run?.PeopleRead} people, {run?.Changed} of them changed.");
    }

    /// <summary>Lets one person in a hundred differ from what the provider shows, and says how many that are.</summary>
    public async Task<int> ChangeOneInHundredAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        // the fingerprint becomes one that no reply has
        return await db.Database.ExecuteSqlRawAsync(Database.Provider is DatabaseProvider.Sqlite
            ? """UPDATE "Employees" SET "Department" = 'Elsewhere', "ContentHash" = '00000000' || substr("ContentHash", 9) WHERE "PersonId" LIKE '%77'"""
            : """UPDATE "Employees" SET "Department" = 'Elsewhere', "ContentHash" = CAST('00000000' || substr(CAST("ContentHash" AS text), 9) AS uuid) WHERE "PersonId" LIKE '%77'""");
    }

    /// <summary>Lets everybody but so many be new at the next run.</summary>
    public async Task ForgetAllButAsync(int people)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        await db.Set<Employee>().Where(one => !db.Set<Employee>().OrderBy(kept => kept.PersonId).Select(kept => kept.PersonId).Take(people).Contains(one.PersonId)).ExecuteDeleteAsync();
    }

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private async Task ApproveAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        await db.Database.MigrateAsync();
        if (Database.Provider is DatabaseProvider.Sqlite)
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;");
        var now = TimeProvider.System.GetUtcNow();
        var customer = new Customer { Id = Guid.NewGuid(), Name = "Globex", CreatedAt = now };
        var connection = new Connection
        {
            Id = Connection, CustomerId = customer.Id, Provider = "hibob", Environment = "Sandbox", GuideVersion = 1, CreatedAt = now,
            ServiceUserId = SandboxProcess.ServiceUserId, CredentialsSavedAt = now,
            ProtectedToken = _services.GetRequiredService<CredentialProtector>().Protect(Connection, new Secret(SandboxProcess.Token)),
        };
        foreach (var operation in (ConnectionOperation[])[ConnectionOperation.Submit, ConnectionOperation.Claim, ConnectionOperation.Approve])
            connection.Apply(operation, Actor.System("benchmark"), now);
        db.AddRange(customer, connection);
        await db.SaveChangesAsync();
        // nobody is approved without one
        await _services.GetRequiredService<PermissionService>().CheckAsync(Connection, Actor.System("benchmark"), null, CancellationToken.None);
        if (Database.Provider is DatabaseProvider.Sqlite)
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);");
    }
}
