using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Secret = GiftedPortal.Providers.Secret;

namespace GiftedPortal.Benchmarks.Connections;

/// <summary>Customers who have been live for a while, each with a service user of its own and everybody in the roster, and some who wait for approval.</summary>
internal static class LiveConnections
{
    /// <summary>The first customer's administrator.</summary>
    public const string Member = "dana@acme.example";

    private const int Waiting = 25;

    /// <returns>The live ones.</returns>
    public static async Task<IReadOnlyList<Guid>> CreateAsync(ServiceProvider portal, int count)
    {
        var system = Actor.System("benchmark");
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToList();
        // without the portal's letters
        await using (var bare = new ServiceCollection().AddPortalDatabase(portal.GetRequiredService<DatabaseOptions>()).BuildServiceProvider())
        {
            await using var db = await bare.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
            var protector = portal.GetRequiredService<CredentialProtector>();
            foreach (var (number, id) in ids.Index())
                Add(db, protector, id, number, ConnectionOperation.Submit, ConnectionOperation.Claim, ConnectionOperation.Approve);
            for (var number = count; number < count + Waiting; number++)
                Add(db, protector, Guid.CreateVersion7(), number, ConnectionOperation.Submit);
            await db.SaveChangesAsync();
        }

        var sync = portal.GetRequiredService<SyncService>();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (id, stop) =>
        {
            if (await sync.RunAsync(id, SyncTrigger.Scheduled, system, stop) is not { Status: SyncRunStatus.Succeeded })
                throw new InvalidOperationException("A first sync did not succeed.");
        });
        return ids;
    }

    private static void Add(PortalDbContext db, CredentialProtector protector, Guid id, int number, params ConnectionOperation[] life)
    {
        var now = TimeProvider.System.GetUtcNow();
        var customer = new Customer { Id = Guid.CreateVersion7(), Name = string.Create(CultureInfo.InvariantCulture, $"Company {number:D4}"), CreatedAt = now };
        var member = number == 0 ? Member : string.Create(CultureInfo.InvariantCulture, $"mia@company-{number}.example");
        customer.Members.Add(new Member { Id = Guid.CreateVersion7(), CustomerId = customer.Id, Email = member });
        var connection = new Connection
        {
            Id = id, CustomerId = customer.Id, Provider = "hibob", Environment = "Simulated", GuideVersion = 1, CreatedAt = now, CompanyName = customer.Name,
            ServiceUserId = string.Create(CultureInfo.InvariantCulture, $"SERVICE-{number}"), CredentialsSavedAt = now, ProtectedToken = protector.Protect(id, new Secret("token")),
        };
        foreach (var operation in life)
            connection.Apply(operation, Actor.System("benchmark"), now);
        db.AddRange(customer, connection);
    }
}
